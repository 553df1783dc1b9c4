from tests.fixtures.whole import running_shirube

__all__ = ["running_shirube"]
