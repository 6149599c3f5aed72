// What a gateway is made of, for whoever puts one together otherwise than `main` does.
export { apolloServer } from './apollo';
export { askingOf, RequestEnding } from './asking';
export { assertions } from './assertions';
export { answerQuestions } from './front/questions';
export { HubGateway } from './gateway';
export { Sources } from './sources';
export { Memory } from './standing/memory';
export { createLog } from './telemetry/log';
