"""One module per aggregate; importing `ruko_desk.db.tables.all` registers every table."""
