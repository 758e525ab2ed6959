-- What people reached and referrals sent were counted from, as it stood when a quarter was closed:
-- editions from before have none.
ALTER TABLE edition ADD COLUMN secondary_inputs bytea;
