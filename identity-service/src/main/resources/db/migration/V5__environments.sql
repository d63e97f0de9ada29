-- Environments that definitions-service has said to exist, so that it need not be there for calls to be taken.
CREATE TABLE environment (
    name text COLLATE "C" PRIMARY KEY
);
