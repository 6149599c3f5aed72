import cors from 'cors';
import express from 'express';
import helmet from 'helmet';
import { STYLE_SOURCE } from './landing';
import type { GuardSettings } from './settings';

/** What holds for every answer: headers that close what a browser leaves open, and whom browsers may tell. */
export const guardHttp = (app: express.Express, settings: GuardSettings): void => {
  app.set('trust proxy', settings.trustedProxies);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          frameAncestors: ["'none'"],
          styleSrc: [STYLE_SOURCE],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );
  if (settings.allowedOrigins.length === 0) return;
  app.use(
    cors({
      origin: [...settings.allowedOrigins],
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type', 'apollo-require-preflight'],
      exposedHeaders: ['retry-after'],
      maxAge: 600,
    }),
  );
};

/** No answer is kept on the way, whoever asked: what is public today may name somebody tomorrow. */
export const keepNothing: express.RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'private, no-store');
  next();
};

export const onlyGetAndPost: express.RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'POST') return next();
  response
    .status(405)
    .set('allow', 'GET, POST')
    .json({ errors: [{ message: 'Send questions with POST.', extensions: { code: 'BAD_REQUEST' } }] });
};

/** A body that is too large or no JSON gets an answer of the same form as everything else. */
export const answerBrokenRequest =
  ({ bodyKilobytes }: GuardSettings): express.ErrorRequestHandler =>
  (error, _request, response, _next) => {
    // Too late or gone: the caller has an answer already, or wants none.
    if (response.headersSent) return void response.destroy();
    const isTooLarge = error?.type === 'entity.too.large';
    response.status(isTooLarge ? 413 : 400).json({
      errors: [
        {
          message: isTooLarge
            ? `This request is larger than ${bodyKilobytes} kilobytes.`
            : 'This request is not valid JSON.',
          extensions: { code: isTooLarge ? 'LIMITED' : 'BAD_REQUEST' },
        },
      ],
    });
  };
