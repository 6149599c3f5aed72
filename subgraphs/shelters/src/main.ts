import { startSubgraph } from '@ura/subgraph';
import { shelters } from './subgraph';

void startSubgraph(shelters);
