"""What is computed on a graph: how things are connected, what is like what, what is central, what belongs together.

Every answer is made of facts of the graph, so that it can be shown with the words behind it.
"""
