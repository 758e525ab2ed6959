-- What the service may do with the directory at all; which rows of it is said by its security.
GRANT USAGE ON SCHEMA geometry TO hub_service;
GRANT SELECT, INSERT, UPDATE ON place, place_contact, published_figure TO hub_service;
GRANT SELECT ON place_document TO hub_service;
GRANT SELECT, UPDATE ON registration TO hub_service;
GRANT SELECT, INSERT, UPDATE ON outgoing_mail TO hub_service;
