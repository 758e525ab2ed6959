// Codelists
