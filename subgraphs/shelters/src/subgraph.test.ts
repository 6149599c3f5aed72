import { conforms } from '@ura/testkit';
import { shelters } from './subgraph';

conforms(shelters);
