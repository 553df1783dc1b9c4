"""What anybody may read: languages, topics, services, the export; and the headers on all of it."""

from __future__ import annotations

import pytest

from app.knowledge.serving import Knowledge
from tests.fixtures.servers import Gateway

PATHS = ["/", "/healthz", "/api/v1/languages", "/api/v1/topics", "/api/v1/services?category=legal", "/nothing", "/docs"]


def test_each_language_has_its_own_name_direction_and_state(gateway: Gateway) -> None:
    languages = {entry["tag"]: entry for entry in gateway.client.get("/api/v1/languages").json()["languages"]}
    assert languages["en"] == {"tag": "en", "endonym": "English", "direction": "ltr", "state": "original"}
    assert all(entry["direction"] == "rtl" for tag, entry in languages.items() if tag in {"ar", "fa"})


def test_all_topics_are_listed_with_group_question_and_sensitivity(gateway: Gateway) -> None:
    topics = gateway.client.get("/api/v1/topics?language=en").json()["topics"]
    assert len(topics) == 108
    by_id = {topic["id"]: topic for topic in topics}
    assert by_id["suicide_crisis"]["group"] == "danger" and by_id["suicide_crisis"]["sensitivity"] == "red"
    assert all(topic["question"] for topic in topics)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/topics/apply_how?language=en", 200),
        ("/api/v1/topics/unheard_of?language=en", 404),
        ("/api/v1/topics?language=tlh", 422),
        ("/api/v1/services?category=legal&near=23100", 200),
        ("/api/v1/services?category=legal&prefecture=JP", 200),
        ("/api/v1/services?category=helicopter", 422),
        ("/api/v1/services?category=legal&prefecture=JP-48", 422),
        ("/api/v1/services?category=legal&prefecture=JP-48&near=JP-13", 422),
        ("/api/v1/services?category=legal&prefecture=23100", 422),
        ("/api/v1/services?category=legal&near=35.1,139.2", 422),
        ("/api/v1/services", 422),
        ("/api/v1/openapi.json", 200),
        ("/readyz", 503),
        ("/webhook", 404),
    ],
)
def test_each_path_answers_as_promised(gateway: Gateway, path: str, status: int) -> None:
    response = gateway.client.get(path)
    assert response.status_code == status
    if status in {404, 422}:
        assert set(response.json()["error"]) == {"key", "message", "request_id"}


def test_services_of_a_place_come_with_the_three_dates(gateway: Gateway) -> None:
    found = gateway.client.get("/api/v1/services?category=legal&prefecture=JP-23&language=en").json()
    assert found["total"] == len(found["services"]) and found["nationwide_from"] >= 1
    for service in found["services"]:
        assert service["read_on"] == "2026-11" and service["checked_on"] is None
    assert found["services"][0]["prefecture"] == "JP-23"


@pytest.mark.parametrize("place", ["", "&near=23100", "&near=JP-47", "&prefecture=JP-13", "&prefecture=JP"])
def test_from_the_number_given_on_services_help_anywhere(gateway: Gateway, knowledge: Knowledge, place: str) -> None:
    found = gateway.client.get(f"/api/v1/services?category=legal{place}").json()
    local, anywhere = (
        found["services"][: found["nationwide_from"]],
        found["services"][found["nationwide_from"] :],
    )
    assert anywhere and all(knowledge.catalogue.services[service["id"]].helps_anywhere for service in anywhere)
    assert all(service["prefecture"] != "JP" for service in local)
    if "prefecture" in place:
        assert {service["prefecture"] for service in local} <= {place[-5:]}


@pytest.mark.parametrize(
    ("place", "is_near"), [("near=JP-40", False), ("prefecture=JP-40", False), ("prefecture=JP-13", True)]
)
def test_who_helps_anywhere_is_near_only_where_its_door_is(gateway: Gateway, place: str, is_near: bool) -> None:
    found = gateway.client.get(f"/api/v1/services?category=housing&{place}").json()
    position = [service["id"] for service in found["services"]].index("jar")
    assert (position < found["nationwide_from"]) is is_near


def test_the_description_of_the_api_names_the_shape_of_a_refusal(gateway: Gateway) -> None:
    described = gateway.client.get("/api/v1/openapi.json").json()
    assert "HTTPValidationError" not in described["components"]["schemas"]
    for methods in described["paths"].values():
        for operation in methods.values():
            shape = operation["responses"]["default"]["content"]["application/json"]["schema"]
            assert shape == {"$ref": "#/components/schemas/ProblemOut"}


def test_the_export_is_hsds_with_every_published_service(gateway: Gateway) -> None:
    exported = gateway.client.get("/api/v1/services.json").json()
    assert exported["total_items"] == len(exported["contents"]) > 150
    assert exported["first_page"] and exported["last_page"] and not exported["empty"]
    service = next(one for one in exported["contents"] if one["attributes"][0]["value"] == "jar")
    assert service["status"] == "active" and "assured_date" not in service
    assert service["service_at_locations"][0]["location"]["addresses"][0]["state_province"] == "JP-13"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_every_answer_carries_the_safe_headers(gateway: Gateway, path: str, method: str) -> None:
    headers = gateway.client.request(method, path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "cache-control" in headers
    assert "server" not in headers or headers["server"] == "uvicorn"
    assert "set-cookie" not in headers
