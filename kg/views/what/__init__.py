"""What a picture shows: a map, a thing, ways between two, two side by side, an answer, editions by year, a document."""
