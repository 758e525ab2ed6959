-- A session that was ended from elsewhere on purpose: its device clears what it keeps of people. One
-- that ran out, or ended with a change of password, leaves there what waits to be sent.
ALTER TABLE session ADD COLUMN clears_device boolean NOT NULL DEFAULT false;
