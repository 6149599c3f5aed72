import { startSubgraph } from '@ura/subgraph';
import { cases } from './subgraph';

void startSubgraph(cases);
