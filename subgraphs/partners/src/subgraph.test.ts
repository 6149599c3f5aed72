import { conforms } from '@ura/testkit';
import { partners } from './subgraph';

conforms(partners);
