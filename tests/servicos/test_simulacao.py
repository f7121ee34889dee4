"""Case files: what is read, what is refused and where, what comes out, what is compared."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.tipos import MotivoAfastamento
from bahiaservidor.montagem import simulador
from bahiaservidor.servicos import simulacao
from bahiaservidor.servicos.simulacao_atos import ATOS
from bahiaservidor.servicos.simulacao_campos import OBRIGATORIO, CasoDesconhecido, ErroCaso
from bahiaservidor.servicos.simulacao_leitura import ler_casos

NOMEACAO = {"ato": "nomeacao", "publicacao": "2026-01-05"}


def arquivo(*casos: dict[str, Any], **raiz: Any) -> bytes:
    return json.dumps({"formato": 1, "casos": list(casos), **raiz}).encode()


def caso(*atos: dict[str, Any], **campos: Any) -> dict[str, Any]:
    return {"id": "c", "em": "2026-03-01", "atos": list(atos), **campos}


def simular(*casos: dict[str, Any]) -> simulacao.Resultado:
    return simulacao.simular(ler_casos(arquivo(*casos)), novo_contexto=simulador(), conferir=True)


def um(*atos: dict[str, Any], **campos: Any) -> dict[str, Any]:
    obtido: dict[str, Any] = simular(caso(*atos, **campos)).saida["casos"][0]
    return obtido


def caminho_do_erro(conteudo: bytes) -> str:
    with pytest.raises(ErroCaso) as erro:
        ler_casos(conteudo)
    assert "Nenhum caso foi simulado" in erro.value.mensagem
    assert erro.value.caminho in erro.value.mensagem
    return erro.value.caminho


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize(
    ("campos", "caminho"),
    [
        ({"id": 3}, "casos[0].id"),
        ({"id": ""}, "casos[0].id"),
        ({"em": "2026-02-30"}, "casos[0].em"),
        ({"em": "01/03/2026"}, "casos[0].em"),
        ({"em": "20260301"}, "casos[0].em"),
        ({"em": "9999-12-31"}, "casos[0].em"),
        ({"extra": 1}, "casos[0].extra"),
        ({"servidores": []}, "casos[0].servidores"),
        ({"servidores": {"A": {"nascimento": 1990}}}, "casos[0].servidores.A.nascimento"),
        ({"servidores": {"A": {"idade": 30}}}, "casos[0].servidores.A.idade"),
        ({"servidores": {"recusas": {}}}, "casos[0].servidores.recusas"),
        ({"municipio": 5}, "casos[0].municipio"),
        ({"dias_sem_expediente": ["2026-02-16", "16/02"]}, "casos[0].dias_sem_expediente[1]"),
        ({"opcoes": {"fim_de_mes": "qualquer"}}, "casos[0].opcoes.fim_de_mes"),
        ({"opcoes": {"outra": 1}}, "casos[0].opcoes.outra"),
        ({"cargos": {"C2": {"vagas": -1}}}, "casos[0].cargos.C2.vagas"),
        ({"cargos": {"C2": {"vagas": True}}}, "casos[0].cargos.C2.vagas"),
        ({"cargos": {"C2": {"natureza": "efetivo"}}}, "casos[0].cargos.C2.natureza"),
        ({"atos": {}}, "casos[0].atos"),
        ({"espera": {"Z": {}}}, "casos[0].espera.Z"),
        ({"espera": {"A": {"situacao": "ativo"}}}, "casos[0].espera.A.situacao"),
        ({"espera": {"A": {"prazos": [{"vence": "2026-01-01"}]}}}, "casos[0].espera.A.prazos[0].prazo"),
        ({"espera": {"recusas": [{"dispositivo": "art. 19"}]}}, "casos[0].espera.recusas[0].indice"),
        ({"espera": {"recusas": [{"indice": 4}]}}, "casos[0].espera.recusas[0].indice"),
        ({"espera": {"propostas": [{"ato": "x"}]}}, "casos[0].espera.propostas[0].ato"),
    ],
)  # fmt: skip
def test_campo_errado_do_caso_e_nomeado_pelo_caminho(campos: dict[str, Any], caminho: str) -> None:
    assert caminho_do_erro(arquivo(caso(**campos))) == caminho


@pytest.mark.parametrize(
    ("campos", "campo"),
    [
        ({"ato": "promocao"}, "ato"),
        ({"ato": 3}, "ato"),
        ({"ato": "posse", "data": None}, "data"),
        ({"ato": "posse", "data": "2026-01-05", "declaracao_bens": "sim"}, "declaracao_bens"),
        ({"ato": "posse", "data": "2026-01-05", "inspecao": "talvez"}, "inspecao"),
        ({"ato": "posse", "data": "2026-01-05", "servidor": "Z"}, "servidor"),
        ({"ato": "posse", "data": "2026-01-05", "vinculo": 0}, "vinculo"),
        ({"ato": "posse", "data": "2026-01-05", "ressalva": {"motivo": "x"}}, "ressalva.motivo"),
        ({"ato": "posse", "data": "2026-01-05", "ressalva": {"tipo": "outra"}}, "ressalva.tipo"),
        ({**NOMEACAO, "cargo": "C9"}, "cargo"),
        ({**NOMEACAO, "preteridos": -1}, "preteridos"),
        ({**NOMEACAO, "concurso": {}}, "concurso.homologacao"),
        ({**NOMEACAO, "concurso": {"homologacao": "2025-01-01", "validade": 2}}, "concurso.validade"),
        ({"ato": "afastamento", "inicio": "2026-01-05", "motivo": "viagem"}, "motivo"),
        ({"ato": "avaliacao_estagio", "data": "2026-01-05", "numero": 7}, "numero"),
        ({"ato": "exoneracao_de_oficio", "publicacao": "2026-01-05", "fundamento": "outro"}, "fundamento"),
        ({"ato": "aposentadoria", "publicacao": "2026-01-05", "tipo": "especial"}, "tipo"),
    ],
)  # fmt: skip
def test_campo_errado_do_ato_e_nomeado_pelo_caminho(campos: dict[str, Any], campo: str) -> None:
    assert caminho_do_erro(arquivo(caso(NOMEACAO, campos))) == f"casos[0].atos[1].{campo}"


@pytest.mark.parametrize("tipo", sorted(ATOS))
def test_todo_ato_recusa_campo_que_nao_tem_e_pede_o_que_falta(tipo: str) -> None:
    obrigatorios = [nome for nome, campo in ATOS[tipo].items() if campo.padrao is OBRIGATORIO]
    assert caminho_do_erro(arquivo(caso({"ato": tipo, "estranho": 1}))) == "casos[0].atos[0].estranho"
    assert caminho_do_erro(arquivo(caso({"ato": tipo}))) == f"casos[0].atos[0].{obrigatorios[0]}"


@pytest.mark.parametrize(
    ("conteudo", "caminho"),
    [
        (b"{", ""),
        (b"", ""),
        (b"[]", ""),
        (b"\xff\xfe", ""),
        (b'{"formato": 1, "casos": [], "casos": []}', "casos"),
        (b'{"formato": NaN, "casos": []}', ""),
        (b'{"formato": 2, "casos": []}', "formato"),
        (b'{"casos": []}', "formato"),
        (b'{"formato": 1}', "casos"),
        (b'{"formato": 1, "casos": [3]}', "casos[0]"),
        (b"[" * 100_000, ""),
        (arquivo(caso(), caso()), "casos[1].id"),
        (arquivo(outra=1), "outra"),
    ],
)
def test_arquivo_que_nao_e_de_casos(conteudo: bytes, caminho: str) -> None:
    assert caminho_do_erro(conteudo) == caminho


def test_marca_de_ordem_de_bytes_e_acentos_sao_lidos() -> None:
    (lido,) = ler_casos(b"\xef\xbb\xbf" + arquivo(caso(id="posse-açaí")))
    assert lido.id == "posse-açaí"


def test_padroes_do_formato() -> None:
    (lido,) = ler_casos(arquivo(caso(NOMEACAO, {**NOMEACAO, "carater": "vitalicio"})))
    assert lido.servidores == {"A": date(1990, 1, 1)}
    assert [ato.campos["cargo"] for ato in lido.atos] == ["C1", "V1"]
    assert lido.municipio is None


# ---------------------------------------------------------------- running


def test_saida_tem_a_forma_do_formato() -> None:
    obtido = um(NOMEACAO)
    assert list(obtido) == ["id", "servidores", "recusas", "avisos", "propostas"]
    (prazo,) = obtido["servidores"]["A"]["prazos"]
    assert list(prazo) == [
        "vinculo", "prazo", "numero", "inicio", "vence", "vence_ultimo", "estado", "dispositivo", "memoria",
    ]  # fmt: skip
    assert prazo["vinculo"] == 1
    assert prazo["memoria"]
    assert all(isinstance(passo, str) for passo in prazo["memoria"])
    assert any("05/01/2026" in passo for passo in prazo["memoria"])
    assert obtido["propostas"] == [{"servidor": "A", "ato": "tornar_sem_efeito", "dispositivo": "art. 19, § 2º"}]


def test_sem_ato_nao_ha_vinculo() -> None:
    assert um()["servidores"] == {"A": {"situacao": None, "prazos": []}}


def test_posse_antes_da_nomeacao_e_recusada_e_o_caso_segue() -> None:
    obtido = um({"ato": "posse", "data": "2026-01-04"}, NOMEACAO, {"ato": "posse", "data": "2026-01-04"})
    assert [(r["indice"], r["ato"], r["dispositivo"]) for r in obtido["recusas"]] == [
        (0, "posse", "art. 19"), (2, "posse", "art. 19"),
    ]  # fmt: skip
    assert obtido["servidores"]["A"]["situacao"] == "nomeado"


def test_atos_entram_na_ordem_da_lista_seja_qual_for_o_dia_consultado() -> None:
    obtido = um(NOMEACAO, {"ato": "posse", "data": "2026-01-20"}, em="2025-06-01")
    assert obtido["servidores"]["A"]["situacao"] == "empossado"
    assert obtido["servidores"]["A"]["prazos"][0]["estado"] == "cumprido"


def test_preteridos_quebram_a_ordem_e_a_ressalva_incompleta_nao_vale() -> None:
    fora_de_ordem = {**NOMEACAO, "classificacao": 5, "preteridos": 3}
    for ressalva in ({}, {"tipo": "parecer_pge", "numero": "1"}, {"tipo": "parecer_pge", "data": "2025-01-01"}):
        (recusa,) = um({**fora_de_ordem, "ressalva": ressalva})["recusas"]
        assert recusa["dispositivo"] == "art. 12"
        assert "3 candidato" in recusa["mensagem"]
    valida = {"tipo": "parecer_pge", "numero": "PGE-1", "data": "2025-12-20"}
    assert um({**fora_de_ordem, "ressalva": valida})["recusas"] == []


def test_posto_ocupado_por_outro_servidor() -> None:
    cargos = {"C2": {"vagas": 1}}
    dois = um(
        {**NOMEACAO, "cargo": "C2"}, {**NOMEACAO, "cargo": "C2", "servidor": "B"},
        cargos=cargos, servidores={"A": {}, "B": {}},
    )  # fmt: skip
    assert [(r["indice"], r["dispositivo"]) for r in dois["recusas"]] == [(1, "art. 3º")]
    assert dois["servidores"]["B"] == {"situacao": None, "prazos": []}


def test_vinculo_escolhe_e_os_prazos_dizem_de_qual_sao() -> None:
    temporaria = {**NOMEACAO, "carater": "temporario", "publicacao": "2026-01-06"}
    obtido = um(NOMEACAO, temporaria, {"ato": "posse", "data": "2026-01-20", "vinculo": 1})
    assert [(p["vinculo"], p["prazo"], p["estado"]) for p in obtido["servidores"]["A"]["prazos"]][:2] == [
        (1, "posse", "cumprido"), (1, "exercicio", "vencido"),
    ]  # fmt: skip
    assert obtido["servidores"]["A"]["situacao"] == "nomeado"  # the latest vínculo
    assert um(NOMEACAO, {"ato": "posse", "data": "2026-01-20", "vinculo": 2})["recusas"][0]["dispositivo"] == "art. 19"


def test_calendario_do_municipio_e_dias_do_decreto() -> None:
    sao_joao = {"ato": "nomeacao", "publicacao": "2026-05-25"}  # + 30 days = 24/06
    assert um(sao_joao)["servidores"]["A"]["prazos"][0]["vence"] == "2026-06-24"
    assert um(sao_joao, municipio="Salvador")["servidores"]["A"]["prazos"][0]["vence"] == "2026-06-25"
    com_dia = um(sao_joao, municipio="Salvador", dias_sem_expediente=["2026-06-25"])
    assert com_dia["servidores"]["A"]["prazos"][0]["vence"] == "2026-06-26"


def test_opcoes_escolhem_a_leitura() -> None:
    sexta = {"ato": "nomeacao", "publicacao": "2025-08-01"}
    assert um(sexta)["servidores"]["A"]["prazos"][0]["vence"] == "2025-09-01"
    art_259 = um(sexta, opcoes={"contagem_publicacao": "art_259"})
    assert art_259["servidores"]["A"]["prazos"][0]["vence"] == "2025-09-02"


def test_ato_de_outra_versao_nao_impede_os_outros_casos(monkeypatch: pytest.MonkeyPatch) -> None:
    futuro = "reconducao"
    monkeypatch.setattr(simulacao, "POR_TIPO", {tipo: ato for tipo, ato in POR_TIPO.items() if tipo != futuro})
    campos: dict[str, Any] = {"ato": futuro, "publicacao": "2026-01-05"}
    resultado = simular(caso(campos, id="depois"), caso(NOMEACAO, id="agora"))
    assert resultado.saida["casos"][0] == {"id": "depois", "nao_suportado": futuro}
    assert resultado.saida["casos"][1]["id"] == "agora"
    assert resultado.nao_suportados == 1


def test_escolher_casos() -> None:
    casos = ler_casos(arquivo(caso(id="a"), caso(id="b"), caso(id="c")))
    assert [c.id for c in simulacao.escolher(casos, ("c", "a"))] == ["a", "c"]
    with pytest.raises(CasoDesconhecido, match="“z”"):
        simulacao.escolher(casos, ("a", "z"))


def test_o_formato_so_conhece_treze_motivos_de_afastamento() -> None:
    afastamento = {"ato": "afastamento", "inicio": "2026-02-02"}
    aceitos = (
        "licenca_saude", "licenca_gestante", "licenca_premio", "ferias", "doenca_familia", "acompanhar_conjuge",
        "interesse_particular", "suspensao", "mandato_eletivo", "servico_militar", "missao_exterior",
        "estudo_exterior", "estudo",
    )  # fmt: skip
    for motivo in aceitos:
        assert ler_casos(arquivo(caso(NOMEACAO, {**afastamento, "motivo": motivo})))
    outros = {motivo.value for motivo in MotivoAfastamento} - set(aceitos)
    assert "mandato_sindical" in outros
    for errado in (*outros, "", "SUSPENSAO", None):
        assert caminho_do_erro(arquivo(caso(NOMEACAO, {**afastamento, "motivo": errado}))) == "casos[0].atos[1].motivo"


# ---------------------------------------------------------------- comparing


@pytest.mark.parametrize(
    ("espera", "diferenca"),
    [
        ({"A": {"situacao": "nomeado"}}, None),
        ({"A": {"situacao": "empossado"}}, "situação esperada empossado"),
        ({"A": {"prazos": [{"prazo": "posse", "vence": "2026-02-04", "estado": "vencido"}]}}, None),
        ({"A": {"prazos": [{"prazo": "posse", "vence": "2026-02-05"}]}}, "vence 2026-02-05, obtido prazo posse"),
        ({"A": {"prazos": [{"prazo": "exercicio"}]}}, "obtido nenhum"),
        ({"A": {"prazos": []}}, None),
        ({"recusas": [{"indice": 1, "dispositivo": "ART. 19"}]}, None),
        ({"recusas": [{"indice": 1, "dispositivo": "art. 20"}]}, "recusa esperada e não obtida"),
        ({"recusas": []}, "recusa obtida e não esperada"),
        ({"propostas": []}, "proposta obtida e não esperada"),
        ({"propostas": [{"servidor": "A", "ato": "tornar_sem_efeito"}]}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_compara_so_o_que_o_caso_escreve(espera: dict[str, Any], diferenca: str | None) -> None:
    tarde = {"ato": "posse", "data": "2026-02-27"}
    achadas = simular(caso(NOMEACAO, tarde, espera=espera)).diferencas
    if diferenca is None:
        assert achadas == ()
    else:
        assert diferenca in achadas[0]
        assert achadas[0].startswith("c: ")
