import { startSubgraph } from '@ura/subgraph';
import { partners } from './subgraph';

void startSubgraph(partners);
