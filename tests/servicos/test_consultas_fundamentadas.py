"""Consulta fundamentada: each answer is that of the law on the day, each printed date has its origin."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.documentos import peca_pdf
from bahiaservidor.documentos.consulta import Questao, em_texto, simples
from bahiaservidor.documentos.peca import Campos, Peca, Tabela, Texto
from bahiaservidor.documentos.textos import ler_modelo
from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos.datas import formatar_data, ler_data
from bahiaservidor.estatuto.prazo import Prazo
from bahiaservidor.estatuto.prazos import prazos_da_vida
from bahiaservidor.estatuto.prazos import propostas as propostas_da_lei
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo, TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.servicos import agenda, emendas, papeis, papeis_peca, provimento
from bahiaservidor.servicos import consultas_fundamentadas as consultas
from bahiaservidor.servicos import dias as dias_sem_expediente
from bahiaservidor.servicos.consulta_fatos import Autos, abrir_autos
from bahiaservidor.servicos.consulta_leituras import leituras_do_prazo
from bahiaservidor.servicos.consulta_prazo import (
    MARCOS,
    atos_da_lei,
    prazos_dos_autos,
    propostas_do_prazo,
    questoes_do_prazo,
)
from bahiaservidor.servicos.papeis_emissao import Papel
from bahiaservidor.servicos.tipos import DadosPessoa, DiaSemExpediente, FiltroPrazos, Instrumento, PedidoAto, Proposta
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from tests.documentos.amostras import NOME_LONGO, ler
from tests.documentos.apoio import fora_das_margens, sem_memoria

from .cenario import Cenario, cenario

DIA = timedelta(days=1)
HOJE = date(2026, 3, 2)
MODELO = ler_modelo("consulta")
_DATA = re.compile(r"\d{2}/\d{2}/\d{4}")
PODE, NAO_PODE = re.compile(r"pode ser propost[oa]\."), re.compile(r"não pode ser propost[oa]\.|nada se propõe")


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


@pytest.fixture(scope="module")
def povoado() -> Iterator[Cenario]:
    """Lives at every stage, with absences, requests, provimentos and retirements."""
    sorteio = random.Random(7)
    with cenario(candidatos=18) as c:
        publicacoes = sorted(date(2025, 7, 1) + timedelta(days=sorteio.randrange(230)) for _ in range(18))
        for n, publicacao in enumerate(publicacoes):
            pessoa = DadosPessoa(nome=f"Pessoa {n}", nascimento=date(1951 + 2 * n, 3, 1 + n))
            _viver(c, sorteio, c.nomear(n, publicacao=publicacao.isoformat(), pessoa=pessoa).servidor_id, publicacao, n)
        for n, tipo in enumerate(("reversao", "aproveitamento", "reintegracao", "remocao", "compulsoria")):
            _voltar(c, tipo, date(2026, 1, 8) + n * DIA)
        yield c


def _viver(c: Cenario, sorteio: random.Random, servidor: int, publicacao: date, n: int) -> None:
    if n % 9 == 0:
        return
    if n % 9 == 1:
        c.registrar(
            "prorrogacao_posse", servidor=servidor, requerimento=publicacao + 5 * DIA, deferida=(None, True)[n // 9]
        )
        return
    if n % 9 == 2:
        c.registrar("tornar_sem_efeito", servidor=servidor, publicacao=publicacao + 60 * DIA)
        return
    posse = publicacao + sorteio.randrange(1, 28) * DIA
    c.registrar("posse", servidor=servidor, data=posse)
    if n % 9 == 3:
        return
    exercicio = posse + sorteio.randrange(0, 28) * DIA
    c.registrar("exercicio", servidor=servidor, data=exercicio)
    if n % 9 == 4:
        c.registrar("afastamento", servidor=servidor, inicio=exercicio + 9 * DIA, motivo="acompanhar_conjuge")
    elif n % 9 == 5:
        inicio = exercicio + 30 * DIA
        c.registrar("afastamento", servidor=servidor, inicio=inicio, fim=inicio + 40 * DIA, motivo="doenca_familia")
    elif n % 9 == 6:
        c.registrar("exoneracao_a_pedido", servidor=servidor, publicacao=exercicio + 90 * DIA)
    elif n == 7:
        feita = exercicio + 40 * DIA
        c.registrar(
            "avaliacao_estagio", servidor=servidor, numero=1, data=feita, satisfatoria=False, ciencia=feita + DIA
        )
        c.registrar("reconsideracao_avaliacao", servidor=servidor, numero=1, data=feita + 3 * DIA)


def antigo(c: Cenario, nome: str, nascimento: date = date(1975, 5, 5), **campos: Any) -> int:
    """Open the book of who is already a servidor."""
    padrao: dict[str, Any] = {
        "data": "2020-01-01", "cargo": c.cargo, "unidade": c.unidade, "situacao": "estavel",
        "data_posse": "2010-01-04", "data_exercicio": "2010-01-10",
    }  # fmt: skip
    pessoa = DadosPessoa(nome=nome, nascimento=nascimento)
    return c.registrar("assentamento_inicial", pessoa=pessoa, **{**padrao, **campos}).servidor_id


def agir(c: Cenario, ato: str, servidor: int, **campos: Any) -> None:
    """Enter an act that has a field called ``tipo``."""
    pedido = PedidoAto(tipo=ato, conteudo=campos, servidor_id=servidor)
    provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje, futuro=True)


def _voltar(c: Cenario, tipo: str, dia: date) -> None:
    if tipo == "compulsoria":
        antigo(c, "Quase Setenta e Cinco", date(1951, 3, 10))
        return
    situacao = "em_disponibilidade" if tipo == "aproveitamento" else "estavel"
    servidor = antigo(c, f"Volta por {tipo}", situacao=situacao)
    if tipo == "reversao":
        agir(c, "aposentadoria", servidor, publicacao=date(2024, 3, 4), tipo="invalidez")
        c.registrar("reversao", servidor=servidor, publicacao=dia, laudo=dia - DIA)
    elif tipo == "aproveitamento":
        c.registrar("aproveitamento", servidor=servidor, publicacao=dia, cargo=c.cargo)
    elif tipo == "reintegracao":
        c.registrar("demissao", servidor=servidor, publicacao=date(2024, 3, 4))
        c.registrar("reintegracao", servidor=servidor, publicacao=dia, decisao=dia - 9 * DIA)
    else:
        c.registrar("remocao", servidor=servidor, publicacao=dia, outra_localidade=True)


def prazos(c: Cenario, tipo: TipoPrazo | None = None, servidor: int | None = None) -> list[int]:
    """Return the ids of the deadlines of a kind and a person."""
    filtro = FiltroPrazos(tipos=() if tipo is None else (tipo,))
    ids = agenda.ids_prazos(c.ctx, filtro=filtro, hoje=c.hoje)
    linhas = agenda.linhas_prazos(c.ctx, ids=ids, hoje=c.hoje)
    return [linha.id for linha in linhas if servidor in (None, linha.servidor_id)]


def respostas(questoes: tuple[Questao, ...]) -> list[str]:
    """Return each answer as it reads."""
    return [" ".join(simples(em_texto(MODELO, frase)) for frase in questao.resposta) for questao in questoes]


def escritos(peca: Peca) -> str:
    """Return everything that a paper prints, in one text."""
    partes: list[str] = []
    for parte in (parte for grupo in peca.grupos for parte in grupo):
        if isinstance(parte, Texto):
            partes.append(simples(parte.texto))
        elif isinstance(parte, Tabela):
            partes += [celula for linha in parte.linhas for celula in linha]
        elif isinstance(parte, Campos):
            partes += [campo.valor or "" for linha in parte.linhas for campo in linha]
    return "\n".join(partes)


@pytest.fixture
def sem_desenho(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the pages undrawn: what they say is in the parts."""
    monkeypatch.setattr(peca_pdf, "gerar", lambda peca: b"%PDF")


def peca_de(papel: Papel) -> Peca:
    """Return the parts of a paper."""
    assert papel.desenhar is not None
    peca = papel.desenhar.args[0]  # type: ignore[attr-defined]
    assert isinstance(peca, Peca)
    return peca


def autos_de(c: Cenario, vinculo_id: int, hoje: date) -> Autos:
    with c.ctx.banco.leitura() as conexao:
        return abrir_autos(c.ctx, conexao, vinculo_id=vinculo_id, hoje=hoje)


# ------------------------------------------------------------------ right on every day


def _dias_de(prazo: Prazo) -> list[date]:
    """Return the days around both ends on which an answer may change, and one far after."""
    assert prazo.vence is not None
    assert prazo.vence_ultimo is not None
    perto = {fim + n * DIA for fim in (prazo.vence, prazo.vence_ultimo) for n in (-1, 0, 1)}
    return sorted(perto | {prazo.vence_ultimo + 40 * DIA})


def test_situacao_e_proposta_mudam_no_dia_certo_e_so_nele(povoado: Cenario) -> None:
    vistos: set[tuple[str, bool]] = set()
    for vinculo in range(1, povoado.contar("vinculo") + 1):
        hoje = autos_de(povoado, vinculo, HOJE)
        for prazo in prazos_dos_autos(hoje):
            if prazo.vence is None or prazo.depende_de_hoje or not atos_da_lei(hoje, prazo):
                continue
            for dia in _dias_de(prazo):
                autos = Autos(ctx=hoje.ctx, conexao=hoje.conexao, fontes=hoje.fontes, ficha=hoje.ficha,
                              regimes=hoje.regimes, hoje=dia)  # fmt: skip
                vistos |= {(str(prazo.tipo), _conferir_o_dia(autos, prazo)), (str(prazo.estado(dia)), True)}
    assert {
        ("posse", True),
        ("posse", False),
        ("exercicio", True),
        ("exercicio", False),
        ("compulsoria", True),
    } <= vistos


def _conferir_o_dia(autos: Autos, prazo: Prazo) -> bool:
    ate, estado, ato, *_ = respostas(questoes_do_prazo(autos, prazo))
    assert prazo.vence is not None
    assert formatar_data(prazo.vence) in ate
    palavras = {
        EstadoPrazo.ABERTO: r"está em curso|^não: falta|este dia", EstadoPrazo.ZONA_CINZENTA: "está em zona cinzenta",
        EstadoPrazo.VENCIDO: "está vencido|^venceu|^sim, foi",
        EstadoPrazo.CUMPRIDO: "está encerrado, por cumpri|superada",
        EstadoPrazo.PREJUDICADO: "perda do objeto|perdeu o objeto", EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO: "fora do prazo",
    }  # fmt: skip
    assert re.search(palavras[prazo.estado(autos.hoje)], estado), (estado, prazo)
    assert ("ainda não decidido" in estado) is (prazo.retido and prazo.estado(autos.hoje) is EstadoPrazo.ABERTO)
    # What the whole life makes the law suggest, not only what this deadline does.
    todos = prazos_da_vida(autos.vida, autos.regimes, autos.hoje)
    daquele = [p for p in propostas_da_lei(autos.vida, todos, autos.hoje)
               if p.vinculo == prazo.vinculo and p.ato in atos_da_lei(autos, prazo)]  # fmt: skip
    propoe = bool(daquele) and prazo.desfecho is None
    assert bool(propostas_do_prazo(autos, prazo)) is propoe
    assert bool(NAO_PODE.search(ato)) is not propoe, ato
    assert bool(PODE.search(NAO_PODE.sub("", ato))) is propoe, ato
    assert prazo.vence_ultimo is not None
    if prazo.tipo is not TipoPrazo.COMPULSORIA and autos.hoje <= prazo.vence_ultimo:
        assert not propoe, "nothing is proposed up to the last of all readings"
    return propoe


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_toda_resposta_concorda_com_a_agenda_e_toda_data_tem_origem(povoado: Cenario, data: st.DataObject) -> None:
    original = papeis_peca.papel_da_peca
    prazo_id = data.draw(st.sampled_from(prazos(povoado)))
    hoje = HOJE + timedelta(days=data.draw(st.sampled_from([0, 1, 40, 400, 1500])))
    with pytest.MonkeyPatch.context() as troca:
        troca.setattr(peca_pdf, "gerar", lambda peca: b"%PDF")
        papel = consultas.do_prazo(povoado.ctx, prazo_id=prazo_id, hoje=hoje, perguntas=["E depois de 01/01/2001?"])
    assert papeis_peca.papel_da_peca is original
    (linha,) = agenda.linhas_prazos(povoado.ctx, ids=[prazo_id], hoje=hoje)
    texto = escritos(peca_de(papel))
    assert {ler_data(d) for d in _DATA.findall(texto)} <= {m.data for m in papel.memoria} | {date(1994, 9, 26)}
    assert "{" not in texto
    assert "**" not in texto
    primeira = next(linha for linha in texto.splitlines() if linha.startswith("Responde-se:"))
    assert ("ainda não há último dia" in primeira) is (linha.vence is None)
    for dia in filter(None, (linha.vence, None if linha.tipo in MARCOS else linha.vence_ultimo)):
        assert formatar_data(dia) in primeira
    assert papel.servidor_id == linha.servidor_id
    assert papel.vinculo_id == linha.vinculo_id


def test_as_outras_leituras_sao_as_do_por_que(povoado: Cenario) -> None:
    comparadas = 0
    for prazo_id in prazos(povoado)[::5]:
        porque = agenda.por_que(povoado.ctx, prazo_id=prazo_id, hoje=HOJE)
        (linha,) = agenda.linhas_prazos(povoado.ctx, ids=[prazo_id], hoje=HOJE)
        autos = autos_de(povoado, linha.vinculo_id, HOJE)
        (prazo,) = [p for p in prazos_dos_autos(autos) if (p.tipo, p.posicao) == (linha.tipo, linha.posicao)]
        ditas = {ler_data(d) for frase in porque.alternativas if "venceria" in frase for d in _DATA.findall(frase)}
        achadas = {x.prazo.vence for x in leituras_do_prazo(autos, prazo) if x.difere_de(prazo)}
        assert ditas <= achadas
        comparadas += len(ditas)
    assert comparadas > 0


def test_a_prorrogacao_contada_em_cadeia_chega_ao_ultimo_dia(c: Cenario) -> None:
    # Publication 08/01/2026 gives vence 09/03 and vence_ultimo 11/03 (C9).
    servidor = c.nomear(publicacao="2026-01-08").servidor_id
    c.registrar("prorrogacao_posse", servidor=servidor, requerimento="2026-02-05", deferida=True)
    autos = autos_de(c, 1, HOJE)
    (prazo,) = [p for p in prazos_dos_autos(autos) if p.tipo is TipoPrazo.POSSE]
    cadeia = [x for x in leituras_do_prazo(autos, prazo) if "contada do fim" in x.nome]
    assert max(x.prazo.vence for x in cadeia if x.prazo.vence) == prazo.vence_ultimo == date(2026, 3, 11)


# ------------------------------------------------------------------ refusals


def _reversao(c: Cenario, nascimento: date, dia: date, ressalva: Ressalva | None = None) -> list[str]:
    servidor = antigo(c, "Nair Dias", nascimento)
    agir(c, "aposentadoria", servidor, publicacao=date(2024, 3, 4), tipo="invalidez")
    pedido = c.pedido("reversao", servidor=servidor, publicacao=dia, laudo=dia, ressalva=ressalva)
    texto = escritos(peca_de(consultas.da_recusa(c.ctx, pedido=pedido, hoje=c.hoje)))
    return [linha for linha in texto.splitlines() if linha.startswith("Responde-se:")]


@pytest.mark.usefixtures("sem_desenho")
@pytest.mark.parametrize(
    ("idade", "dias", "veredito", "ressalva"),
    [
        (70, -1, "sim", ""),
        (70, 0, "não, sem ressalva.", "só decisão judicial ou parecer da PGE"),
        (75, -1, "não, sem ressalva.", "só decisão judicial ou parecer da PGE"),
        (75, 0, "não. Falta requisito estrutural", "nenhuma. A partir do dia em que a pessoa chega à idade"),
    ],
)
def test_reversao_na_vespera_e_no_dia_de_cada_idade(
    c: Cenario, idade: int, dias: int, veredito: str, ressalva: str
) -> None:
    dia = date(2026, 2, 10)
    completa = dia - dias * DIA
    achadas = _reversao(c, completa.replace(year=completa.year - idade), dia)
    assert achadas[0].startswith(f"Responde-se: {veredito}")
    assert (len(achadas) > 1 and achadas[2].startswith(f"Responde-se: {ressalva}")) is bool(ressalva)


@pytest.mark.usefixtures("sem_desenho")
def test_a_ressalva_que_vale_muda_o_veredito_e_a_posterior_ao_ato_nao(c: Cenario) -> None:
    certa = Ressalva(
        tipo=TipoRessalva.DECISAO_JUDICIAL,
        numero="8000001-11.2026",
        data=date(2026, 2, 1),
        confirmada_por="Iraci Neves",
    )
    dia = date(2026, 2, 10)
    aceita = _reversao(c, date(1955, 5, 5), dia, certa)
    assert aceita[0].startswith("Responde-se: sim, com a ressalva apresentada.")
    assert "decisão judicial nº 8000001-11.2026, de 01/02/2026" in aceita[2]
    tarde = Ressalva(tipo=TipoRessalva.PARECER_PGE, numero="PA-1", data=date(2026, 2, 11), confirmada_por="Iraci Neves")
    recusada = _reversao(c, date(1955, 5, 5), dia, tarde)
    assert recusada[0].startswith("Responde-se: não, sem ressalva.")
    assert "A ressalva apresentada não vale" in recusada[2]


@pytest.mark.usefixtures("sem_desenho")
def test_sem_efeito_no_ultimo_dia_se_recusa_e_no_seguinte_nao(c: Cenario) -> None:
    servidor = c.nomear(publicacao="2026-01-08").servidor_id  # until 09/02/2026
    for dia, veredito in ((date(2026, 2, 9), "não, sem ressalva"), (date(2026, 2, 10), "sim")):
        pedido = c.pedido("tornar_sem_efeito", servidor=servidor, publicacao=dia)
        texto = escritos(peca_de(consultas.da_recusa(c.ctx, pedido=pedido, hoje=c.hoje)))
        assert f"Responde-se: {veredito}" in texto
        assert "Responde-se: a partir de 10/02/2026 (art. 19)" in texto


@pytest.mark.usefixtures("sem_desenho")
def test_recusa_estrutural_e_nomeacao_de_quem_nao_esta_registrado(c: Cenario) -> None:
    servidor = c.nomear().servidor_id
    papel = consultas.da_recusa(c.ctx, pedido=c.pedido("exercicio", servidor=servidor, data="2026-02-20"), hoje=HOJE)
    texto = escritos(peca_de(papel))
    assert "que ressalva nenhuma dispensa" in texto
    assert "Responde-se: nenhuma. A ressalva dispensa requisito legal" in texto
    nova = c.pedido(
        "nomeacao", publicacao="2020-01-06", candidato=c.candidatos[2], pessoa=DadosPessoa(nome="Rui Sá Leão")
    )
    papel = consultas.da_recusa(c.ctx, pedido=nova, hoje=HOJE)
    assert (papel.servidor_id, papel.vinculo_id) == (None, None)
    assert "Rui Sá Leão" in escritos(peca_de(papel))
    assert "Responde-se: não" in escritos(peca_de(papel))


@pytest.mark.usefixtures("sem_desenho")
def test_prazo_ja_encerrado_nao_diz_quando_o_ato_caberia(c: Cenario) -> None:
    servidor = c.estagiario().servidor_id
    pedido = c.pedido("tornar_sem_efeito", servidor=servidor, publicacao="2026-03-01")
    texto = escritos(peca_de(consultas.da_recusa(c.ctx, pedido=pedido, hoje=HOJE)))
    assert "Não há nomeação à espera de posse" in texto
    assert "Considerado só o prazo" not in texto


@pytest.mark.usefixtures("sem_desenho")
def test_o_dia_da_estabilidade_nao_e_o_da_homologacao(c: Cenario) -> None:
    servidor = antigo(
        c, "Rita Sales", data="2024-01-01", situacao="em_estagio_probatorio", data_exercicio="2023-03-01",
        data_posse="2023-02-10",
    )  # fmt: skip
    c.registrar("submissao_avaliacao", servidor=servidor, data="2025-10-01")
    agir(c, "homologacao_estagio", servidor, data=date(2026, 2, 2), resultado="aprovado")
    (prazo_id,) = prazos(c, TipoPrazo.ESTABILIDADE)
    for dia, frase in (
        (date(2026, 2, 28), "não: falta 1 dia corrido para 01/03/2026. O estágio já foi homologado"),
        (date(2026, 3, 1), "sim. O servidor é estável desde 01/03/2026."),
    ):
        texto = escritos(peca_de(consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=dia)))
        assert f"Responde-se: {frase}" in texto
        assert "homologação do estágio probatório, de 01/03/2026" not in texto
        assert "homologação com aprovação, 02/02/2026" in texto
    c.registrar("exoneracao_a_pedido", servidor=c.estagiario().servidor_id, publicacao="2026-02-27")
    encerrada = consultas.do_prazo(c.ctx, prazo_id=prazos(c, TipoPrazo.ESTABILIDADE)[-1], hoje=HOJE)
    assert "que terminou antes disso: exoneração a pedido, de 27/02/2026 (art. 28)" in escritos(peca_de(encerrada))


def test_o_que_nao_se_consulta(c: Cenario) -> None:
    servidor = c.nomear().servidor_id
    with pytest.raises(ErroDominio, match="Este prazo não existe mais"):
        consultas.do_prazo(c.ctx, prazo_id=999, hoje=HOJE)
    with pytest.raises(ErroDominio, match="Faltam dados do ato"):
        consultas.da_recusa(c.ctx, pedido=c.pedido("posse", servidor=servidor), hoje=HOJE)
    with pytest.raises(ErroDominio, match="este é de um cargo"):
        consultas.da_recusa(c.ctx, pedido=c.pedido("extincao_cargo", cargo=c.cargo), hoje=HOJE)
    (prazo_id,) = prazos(c)
    with pytest.raises(ErroDominio, match="Cabem até 10"):
        consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=HOJE, perguntas=["?"] * 11)
    with pytest.raises(ErroDominio, match="Cabem até 10"):
        consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=HOJE, perguntas=["a" * 601])
    velha = Proposta(servidor_id=servidor, vinculo_id=1, nome="x", ato="tornar_sem_efeito", rotulo="Tornar sem efeito",
                     dispositivo="art. 19, § 2º", razao="", desde=None)  # fmt: skip
    with pytest.raises(ErroDominio, match="já não propõe"):
        consultas.da_proposta(c.ctx, proposta=velha, hoje=HOJE)


# ------------------------------------------------------------------ proposals


@pytest.mark.usefixtures("sem_desenho")
def test_toda_proposta_se_explica_com_o_primeiro_dia(povoado: Cenario) -> None:
    hoje = date(2026, 4, 20)
    feitas = set()
    for proposta in agenda.propostas(povoado.ctx, hoje=hoje):
        papel = consultas.da_proposta(povoado.ctx, proposta=proposta, hoje=hoje)
        texto = escritos(peca_de(papel))
        assert {ler_data(d) for d in _DATA.findall(texto)} <= {m.data for m in papel.memoria} | {date(1994, 9, 26)}
        assert proposta.desde is not None
        primeiro = proposta.desde if proposta.ato == "aposentadoria" else proposta.desde + DIA
        assert f"Responde-se: desde {formatar_data(primeiro)}" in texto
        assert papel.servidor_id == proposta.servidor_id
        feitas.add(proposta.ato)
    assert feitas >= {
        "tornar_sem_efeito", "exoneracao_de_oficio", "cassacao_aposentadoria", "cassacao_disponibilidade",
        "aposentadoria",
    }  # fmt: skip


@pytest.mark.usefixtures("sem_desenho")
def test_proposta_que_vem_dos_postos_nao_fala_de_contagem(c: Cenario) -> None:
    antigo(c, "Lia Paz", situacao="em_disponibilidade")
    (proposta,) = agenda.propostas(c.ctx, hoje=HOJE)
    assert proposta.ato == "aproveitamento"
    texto = escritos(peca_de(consultas.da_proposta(c.ctx, proposta=proposta, hoje=HOJE)))
    assert "enquanto durarem as condições da lei" in texto
    assert "A proposta não depende de contagem de prazo" in texto


# ------------------------------------------------------------------ facts, sources, paper


@pytest.mark.usefixtures("sem_desenho")
def test_fatos_dizem_o_papel_o_diario_e_o_registro_do_livro(c: Cenario) -> None:
    papel = Instrumento(
        tipo="Decreto", numero="23.456", data=date(2026, 2, 2), doe_edicao="24.310", doe_data=date(2026, 2, 3),
        doe_pagina="5",
    )  # fmt: skip
    c.nomear(instrumento=papel)
    texto = escritos(peca_de(consultas.do_prazo(c.ctx, prazo_id=prazos(c)[0], hoje=HOJE)))
    assert (
        "Decreto nº 23.456, de 02/02/2026; Diário Oficial nº 24.310, de 03/02/2026, p. 5; livro, registro nº" in texto
    )


@pytest.mark.usefixtures("sem_desenho")
def test_o_feriado_que_empurrou_o_prazo_vem_com_o_que_o_fundamenta(c: Cenario) -> None:
    servidor = c.nomear(publicacao="2026-02-03").servidor_id
    c.registrar("posse", servidor=servidor, data="2026-03-04")  # + 30 = 03/04/2026, Good Friday
    (prazo_id,) = prazos(c, TipoPrazo.EXERCICIO)
    peca = peca_de(consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=date(2026, 3, 10)))
    dias = {linha[0]: linha[1:] for g in peca.grupos for p in g if isinstance(p, Tabela) and p.colunas[0] == "Dia"
            for linha in p.linhas}  # fmt: skip
    assert list(dias) == ["03/04/2026", "04/04/2026", "05/04/2026"]
    assert "Sexta-feira Santa" in dias["03/04/2026"][0]
    assert "Lei" in dias["03/04/2026"][1]
    assert dias["05/04/2026"][0] == "Domingo"
    assert "Responde-se: até 06/04/2026" in escritos(peca)
    decretado = DiaSemExpediente(
        data=date(2026, 4, 6), descricao="Luto oficial", fundamento="Decreto nº 24.000/2026", esfera="estadual"
    )
    dias_sem_expediente.salvar_dia(c.ctx, dia=decretado, hoje=HOJE)
    texto = escritos(peca_de(consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=date(2026, 3, 10))))
    assert "06/04/2026\nDia sem expediente: Luto oficial\nDecreto nº 24.000/2026" in texto
    assert "Responde-se: até 07/04/2026" in texto


@pytest.mark.usefixtures("sem_desenho")
def test_numeros_e_resumos_nao_conferidos_saem_a_confirmar(povoado: Cenario) -> None:
    (prazo_id,) = prazos(povoado, TipoPrazo.APRESENTACAO)
    texto = escritos(peca_de(consultas.do_prazo(povoado.ctx, prazo_id=prazo_id, hoje=HOJE)))
    assert "A confirmar. Redação do artigo não conferida." in texto
    assert texto.splitlines().count("A confirmar") >= 2  # art. 23 and art. 259


@pytest.mark.usefixtures("sem_desenho")
def test_impedimento_traz_a_licenca_do_outro_vinculo(c: Cenario) -> None:
    servidor = antigo(c, "Iraci Bonfim")
    c.registrar("afastamento", servidor=servidor, inicio="2026-01-05", fim="2026-02-20", motivo="licenca_saude")
    c.registrar("afastamento", servidor=servidor, inicio="2024-01-05", fim="2024-02-20", motivo="ferias")
    c.registrar("nomeacao", servidor=servidor, publicacao="2026-02-03", candidato=c.candidatos[0])
    (prazo_id,) = prazos(c, TipoPrazo.POSSE)
    texto = escritos(peca_de(consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=HOJE)))
    assert "Licença para tratamento de saúde" in texto
    assert "Assentamento inicial" in texto
    assert "Férias" not in texto
    assert "Responde-se: até 23/03/2026" in texto


@pytest.mark.usefixtures("sem_desenho")
def test_ato_corrigido_vale_como_ficou_e_estornado_nao_e_fato(c: Cenario) -> None:
    nomeado = c.nomear(publicacao="2026-01-08")
    posse = c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-03")
    novo = {**emendas.conteudo_atual(c.ctx, ato_id=nomeado.ato_id).conteudo, "publicacao": "2026-01-09"}
    for forma, ato, campos in ((FormaEmenda.ESTORNO, posse.ato_id, {}), (FormaEmenda.CORRECAO, nomeado.ato_id, novo)):
        pedido = PedidoEmenda(forma=forma, ato_id=ato, motivo="Digitado errado.", conteudo=campos or None)
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=HOJE)
    (prazo_id,) = prazos(c, TipoPrazo.POSSE)
    peca = peca_de(consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=HOJE))
    fatos = next(p for g in peca.grupos for p in g if isinstance(p, Tabela) and p.colunas[0] == "Nº")
    assert [(linha[1], linha[2].split(" ")[0]) for linha in fatos.linhas] == [("09/01/2026", "Nomeação")]
    assert "Responde-se: está vencido" in escritos(peca)


def test_emitida_recebe_numero_fica_com_o_servidor_e_se_repete_igual(c: Cenario) -> None:
    nomeado = c.nomear(pessoa=DadosPessoa(nome=NOME_LONGO, nascimento=date(1990, 1, 1)))
    (prazo_id,) = prazos(c)
    perguntas = ["A publicação em suplemento muda o início do prazo? " * 5]
    papel = consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=HOJE, perguntas=perguntas)
    emitido = papeis.emitir(c.ctx, papel=papel)
    pdf = papeis.bytes_de(c.ctx, documento_id=emitido.id)
    assert (emitido.especie, emitido.numero, emitido.servidor_id) == ("consulta", "1/2026", nomeado.servidor_id)
    assert emitido in papeis.emitidos(c.ctx, servidor_id=nomeado.servidor_id)
    assert sem_memoria(pdf, papel.memoria) == set()
    assert fora_das_margens(pdf) == []
    paginas = " ".join(ler(pdf))
    for secao in ("I –", "II –", "III –", "IV –", "V –", "VI –", "VII –", "VIII –", "IX –"):
        assert secao in paginas
    assert "5. A publicação em suplemento" in paginas
    outra = consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=HOJE, perguntas=perguntas)
    assert papeis.emitir(c.ctx, papel=outra).id == emitido.id
    seguinte = papeis.emitir(c.ctx, papel=consultas.do_prazo(c.ctx, prazo_id=prazo_id, hoje=HOJE + DIA))
    assert seguinte.numero == "2/2026"
