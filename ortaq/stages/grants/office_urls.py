"""Addresses of the pages of grants in a programme."""

from django.urls import path

from ortaq.stages.grants.pages import calling, carrying_out, judging

CALL = "<int:call>/"
FILE = f"{CALL}files/<int:number>/"
CONTRACT = f"{CALL}contracts/<int:number>/"
SITTING = f"{CALL}sittings/<int:number>/"

app_name = "grants_desk"
urlpatterns = [
    path("", calling.home, name="home"),
    path("new/", calling.new, name="new"),
    path("contracts/", carrying_out.contracts, name="contracts"),
    path(CALL, calling.call, name="call"),
    path(f"{CALL}terms/", calling.terms, name="terms"),
    path(f"{CALL}criteria/", calling.criteria, name="criteria"),
    path(f"{CALL}requirements/", calling.requirements, name="requirements"),
    path(f"{CALL}publish/", calling.publish, name="publish"),
    path(FILE, judging.file, name="file"),
    path(f"{FILE}eligibility/", judging.eligibility, name="eligibility"),
    path(f"{FILE}assign/", judging.assign, name="assign"),
    path(f"{FILE}interest/", judging.interest, name="interest"),
    path(f"{FILE}assess/", judging.assess, name="assess"),
    path(f"{FILE}decide/", judging.decide, name="decide"),
    path(f"{FILE}withdrawal/", judging.withdrawal, name="withdrawal"),
    path(f"{FILE}contract/", carrying_out.sign, name="sign_contract"),
    path(f"{CALL}sittings/new/", judging.new_sitting, name="new_sitting"),
    path(SITTING, judging.sitting, name="sitting"),
    path(f"{SITTING}sign/", judging.sign, name="sign_protocol"),
    path(CONTRACT, carrying_out.contract, name="contract"),
    path(f"{CONTRACT}tranches/<int:tranche>/", carrying_out.pay, name="pay"),
    path(f"{CONTRACT}reports/<int:report>/", carrying_out.judge, name="judge"),
    path(f"{CONTRACT}visit/", carrying_out.visit, name="visit"),
    path(f"{CONTRACT}jobs/", carrying_out.jobs, name="jobs"),
    path(f"{CONTRACT}after/<int:months>/", carrying_out.survival, name="survival"),
    path(f"{CONTRACT}end/", carrying_out.end, name="end"),
]
