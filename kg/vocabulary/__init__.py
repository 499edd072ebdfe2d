"""What the field calls things: schemes of concepts, venue series, and the matchers that find them in text."""
