"""Runs the real runner on small scripts: python runner_on_fakes.py ROOT GATEWAY_PORT INTERNAL_PORT RASA_PORT"""

import asyncio
import os
import sys
from pathlib import Path

from app.runner import RunnerConfig, serve_all
from app.runner.training_plan import TrainingPlan

# Answers every GET with 200, notes its process id and talks; on /raise it prints what a careless program would.
SERVER = """
import http.server, os, pathlib, sys, traceback
name, port = sys.argv[1], int(sys.argv[2])
pathlib.Path(os.environ["SHIRUBE_VAR"], name + ".pid").write_text(str(os.getpid()))
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/raise":
            print("visitor said\\nkingfisher 070 1234 5678\\n{'text': 'kingfisher'}", flush=True)
            print("shirube.turns status=200 kind=answer", flush=True)
            try:
                raise ValueError("kingfisher\\nkingfisher: 070 1234 5678")
            except ValueError:
                traceback.print_exc()
        self.send_response(200); self.end_headers()
    def log_message(self, form, *values):
        print("kingfisher", form % values, file=sys.stderr, flush=True)
http.server.HTTPServer(("127.0.0.1", port), Answer).serve_forever()
"""
TRAINER = """
import pathlib, time
if pathlib.Path("data/broken").exists():
    raise SystemExit("this data cannot be learned")
time.sleep(0.5)
pathlib.Path("models/incoming").mkdir(exist_ok=True)
pathlib.Path("models/incoming/shirube.tar.gz").write_text("a model")
with open("trainings", "a") as file:
    file.write("x")
"""
ENCODER = (
    'import os, pathlib; pathlib.Path(os.environ["SHIRUBE_VAR"], "cache/encoder").mkdir(parents=True, exist_ok=True)'
)


def fake_plan(root: Path) -> TrainingPlan:
    python = (sys.executable, "-c")
    return TrainingPlan(root, root / "var", (*python, ENCODER), (*python, TRAINER))


def main() -> None:
    root = Path(sys.argv[1])
    port, internal_port, rasa_port = map(int, sys.argv[2:])
    config = RunnerConfig(
        root=root,
        var=root / "var",
        gateway_command=(sys.executable, "-c", SERVER, "gateway", str(port)),
        rasa_command=(sys.executable, "-c", SERVER, "rasa", str(rasa_port)),
        training=fake_plan(root),
        port=port,
        internal_port=internal_port,
        rasa_port=rasa_port,
        env=dict(os.environ),
    )
    sys.exit(asyncio.run(serve_all(config)))


if __name__ == "__main__":
    main()
