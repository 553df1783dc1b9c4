"""InOrderRunner: runs a loaded model's nodes one after the other, in an order worked out once."""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner


class InOrderRunner(DaskGraphRunner):
    """Dask's runner without Dask, which plans each of a turn's three runs anew and costs an eighth of the turn."""

    _orders: dict[tuple[str, ...], list[tuple[str, GraphNode, tuple[str, ...]]]]

    @classmethod
    def taking_over(cls, loaded: DaskGraphRunner) -> InOrderRunner:
        """A runner with the nodes that `loaded` holds."""
        runner = cls.__new__(cls)
        runner.__dict__ = {**loaded.__dict__, "_orders": {}}
        return runner

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Each target's output; raises GraphRunError as Dask's runner does."""
        wanted = tuple(targets or self._graph_schema.target_names)
        outputs: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name, node, needs in self._order(wanted):
                outputs[name] = node(*(outputs.get(need, need) for need in needs))
        except RuntimeError as fault:
            raise GraphRunError("Error running runner.") from fault
        return dict(outputs[name] for name in wanted)

    def _order(self, targets: tuple[str, ...]) -> list[tuple[str, GraphNode, tuple[str, ...]]]:
        if targets not in self._orders:
            nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
            order: dict[str, None] = {}

            def after_its_needs(name: str) -> None:
                if name in nodes and name not in order:
                    for need in nodes[name].needs.values():
                        after_its_needs(need)
                    order[name] = None

            for name in targets:
                after_its_needs(name)
            self._orders[targets] = [
                (name, self._instantiated_nodes[name], tuple(nodes[name].needs.values())) for name in order
            ]
        return self._orders[targets]
