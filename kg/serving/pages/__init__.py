"""The pages of the explorer: each a function that makes a response of a request."""
