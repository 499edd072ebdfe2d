"""What a catalogue says of a paper: the values of a record by the names of its fields."""
