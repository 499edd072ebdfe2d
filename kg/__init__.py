"""Turn documents in which people keep track of research into a knowledge graph of papers, methods and concepts."""

__version__ = "0.1.0"
