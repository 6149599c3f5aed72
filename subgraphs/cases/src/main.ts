import { startSubgraph } from '@ura/subgraph';
import { refuseToStartWithoutKeys } from './env';
import { cases } from './subgraph';

refuseToStartWithoutKeys();
void startSubgraph(cases);
