"""The encrypted database: engine, tables, migrations, search index. SQLAlchemy only here."""
