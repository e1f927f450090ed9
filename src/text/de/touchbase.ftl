# Deutsch. Dieselben Schlüssel in derselben Reihenfolge wie im englischen Katalog.

## Screens
screen-agenda = Agenda
screen-contacts = Kontakte
