"""Letters, forms and reports out of plain data; reportlab and XlsxWriter only here."""
