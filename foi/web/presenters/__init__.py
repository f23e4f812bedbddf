"""From the record to what a template shows. No rules here: words, colours and addresses."""
