-- Those who write the bulletin and decide on registrations have accounts as well.
ALTER TABLE account DROP CONSTRAINT account_role_check,
    ADD CONSTRAINT account_role_check CHECK (role IN ('clerk', 'manager', 'country_officer',
        'regional_analyst', 'administrator', 'auditor', 'editor', 'moderator'));
