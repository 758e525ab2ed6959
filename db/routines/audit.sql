-- What happened stays written: not even a careless owner changes or removes it.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is never changed'
        USING ERRCODE = '42501', CONSTRAINT = 'audit_immutable';
END $$;

CREATE OR REPLACE TRIGGER audit_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE OR REPLACE TRIGGER audit_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE OR REPLACE TRIGGER audit_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_place
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
