import { conforms } from '@ura/testkit';
import { cases } from './subgraph';

conforms(cases);
