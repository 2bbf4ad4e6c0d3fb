"""The chart, drawn by Helm itself and held against the schemas of Kubernetes: without a cluster.

Both weigh 350 MB, so `make chart` installs them; CI judges what test_chart_values.py can tell.
"""

import re
from collections import defaultdict

import pytest
import yaml
from django.conf import settings

from casework.actions.claiming import QUEUES

helm_python = pytest.importorskip("helm_python", reason="`make chart` installs Helm")
kubernetes_validate = pytest.importorskip("kubernetes_validate", reason="so it does with these")
CHART = settings.BASE_DIR / "deploy" / "chart"
KUBERNETES = ("1.29", "1.33")
A_SUGGESTION = 1
VARIANTS = {
    "as it comes": {},
    "large": {
        "database": {"pooled": True, "replicas": ["postgres://portal@replica:5432/portal"]},
        "adminHost": "admin.portal.example.gov.cn",
        "scaleByAge": {"enabled": False},
    },
    "small": {"workers": {}, "sealRoot": "", "ingress": {"enabled": False}},
}


@pytest.fixture(scope="module", params=VARIANTS)
def drawn(request):
    with helm_python.Chart.load(str(CHART)) as chart:
        files = chart.render(VARIANTS[request.param], name="portal", namespace="portal")
    texts = [text for name, text in files.items() if name.endswith(".yaml")]
    return [each for text in texts for each in yaml.safe_load_all(text) if each]


def of_kind(drawn, *kinds):
    return [each for each in drawn if each["kind"] in kinds]


def pods(drawn):
    for each in of_kind(drawn, "Deployment", "Job", "CronJob"):
        spec = each["spec"]["jobTemplate"]["spec"] if each["kind"] == "CronJob" else each["spec"]
        yield each["metadata"]["name"], spec["template"]["spec"]


def test_helm_finds_nothing_to_say_about_it():
    found = helm_python.lint(str(CHART))

    assert not [each for each in found["messages"] if each["severity"] > A_SUGGESTION]


@pytest.mark.parametrize("version", KUBERNETES)
def test_every_object_is_one_of_kubernetes(drawn, version):
    assert len(drawn) > 10
    for each in drawn:
        kubernetes_validate.validate(each, version, strict=True)


def test_every_pod_is_nobody_and_writes_only_into_volumes(drawn):
    for name, pod in pods(drawn):
        (container,) = pod["containers"]
        context = container["securityContext"]
        assert (context["runAsNonRoot"], context["readOnlyRootFilesystem"]) == (True, True), name
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert pod["automountServiceAccountToken"] is False
        assert {"requests", "limits"} <= container["resources"].keys()


def test_each_secret_that_is_read_is_a_file(drawn):
    (config,) = of_kind(drawn, "ConfigMap")
    read = re.findall(
        r'\b(?:secret|read_secret|key_ring|index_key|private_key|certificates)\("(\w+)"',
        (settings.BASE_DIR / "portal/settings/production.py").read_text(),
    )

    asked = {*read} - {"MIGRATION_DATABASE_PASSWORD", "SEAL_ROOT_KEY", "MAIL_STATUS_TOKEN"}
    assert {f"{each}_FILE" for each in asked} <= config["data"].keys()
    assert not [key for key in config["data"] if re.search("KEY$|PASSWORD$|TOKEN$", key)]


def test_only_the_job_that_migrates_owns_the_tables_and_one_job_has_the_root(drawn):
    holders = defaultdict(set)
    for name, pod in pods(drawn):
        for variable in pod["containers"][0]["env"]:
            holders[variable["name"]].add(name)

    assert holders["MIGRATION_DATABASE_URL"] == {"portal-migrate"}
    assert holders["SEAL_ROOT_KEY_FILE"] <= {"portal-certificates"}


def test_every_queue_is_done_by_somebody(drawn):
    named = [
        variable["value"].split(",")
        for _name, pod in pods(drawn)
        for variable in pod["containers"][0]["env"]
        if variable["name"] == "QUEUES"
    ]
    (sweep,) = [pod for name, pod in pods(drawn) if name == "portal-sweep"]

    assert "QUEUES" not in str(sweep)  # it does them all
    assert not named or {each for some in named for each in some} == {q.name for q in QUEUES}


def test_beat_is_one_and_probes_ask_by_the_name_of_the_site(drawn):
    deployments = {each["metadata"]["name"]: each["spec"] for each in of_kind(drawn, "Deployment")}

    assert deployments["portal-beat"]["replicas"] == 1
    assert deployments["portal-beat"]["strategy"] == {"type": "Recreate"}
    container = deployments["portal-web"]["template"]["spec"]["containers"][0]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        (header,) = container[probe]["httpGet"]["httpHeaders"]
        assert header == {"name": "Host", "value": "portal.example.gov.cn"}


def test_a_queue_that_nobody_knows_is_refused():
    values = {"workers": {"main": {"queues": ["leters"], "replicas": 1, "most": 1}}}

    with helm_python.Chart.load(str(CHART)) as chart, pytest.raises(helm_python.HelmError):
        chart.validate_schema(chart.merge_values(values))
