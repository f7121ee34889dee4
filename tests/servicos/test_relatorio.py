"""The quarterly report from the registry: what it counts, that it reconciles, that one continues the other."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from bahiaservidor.documentos.relatorio_modelos import (
    COLUNAS,
    SAIDAS,
    Destino,
    Entrada,
    Especie,
    LinhaRelatorio,
    Rubrica,
    Secao,
    celulas,
    limites,
)
from bahiaservidor.estatuto.dobra import dobrar
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.prazos import prazos_do_vinculo
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.registro.livro import pessoas_do_livro
from bahiaservidor.registro.vidas import ler_atos
from bahiaservidor.servicos import cadastros, emendas, papeis, papeis_relatorio
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.planilhas import sem_formula
from bahiaservidor.servicos.relatorio_conciliacao import conferir
from bahiaservidor.servicos.tipos import DadosPessoa
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from tests.registro.base import estragar_papeis

from .cenario import HOJE, Cenario, cenario
from .planilha_lida import ler_planilha

UM_DIA = timedelta(days=1)


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def ler(pdf: bytes) -> str:
    """Return the text of a paper, white space made single spaces."""
    return " ".join(" ".join(pagina.extract_text() for pagina in PdfReader(BytesIO(pdf)).pages).split())


def povoar(c: Cenario) -> None:
    """Leave people at several stages: waiting, late, in time, in the estágio, away without end, suspended."""
    for indice, (publicacao, posse, exercicio) in enumerate(
        (
            ("2025-07-01", "2025-07-10", "2025-07-15"),
            ("2025-12-02", "2025-12-20", "2026-01-10"),
            ("2026-01-06", "2026-01-30", None),
            ("2026-01-20", None, None),
            ("2026-02-25", None, None),
        )
    ):
        nomeado = c.nomear(indice, publicacao)
        if posse is not None:
            c.registrar("posse", servidor=nomeado.servidor_id, data=posse)
        if exercicio is not None:
            c.registrar("exercicio", servidor=nomeado.servidor_id, data=exercicio)
    # Away without end: moves the whole estágio, day by day.
    c.registrar("afastamento", servidor=1, inicio="2025-11-03", motivo="doenca_familia")
    # Named again while away: the posse waits for an end that nobody knows.
    c.registrar("nomeacao", servidor=1, publicacao="2026-01-13", carater="temporario", unidade=None)


def linhas(c: Cenario, ano: int, trimestre: int, em: date, orgao_id: int | None = None) -> dict[str, LinhaRelatorio]:
    """Return the rows of a quarter by kind and name, which are one each in these lives."""
    lidas = papeis.linhas_do_trimestre(c.ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, hoje=em)
    achadas = {f"{linha.prazo}, {linha.nome}": linha for linha in lidas}
    assert len(achadas) == len(lidas)
    return achadas


def movimento(linha: LinhaRelatorio) -> tuple[Entrada, Destino]:
    """Return how a deadline came and where it went."""
    return linha.entrada, linha.destino


# ------------------------------------------------------------------ what is in it


def da_dobra(ctx: Contexto, inicio: date, fim: date, em: date) -> Counter[tuple[str, EstadoPrazo, date | None]]:
    """Return what the law computes of a quarter from the book as on a day, with no table of deadlines."""
    esperados: Counter[tuple[str, EstadoPrazo, date | None]] = Counter()
    with ctx.banco.leitura() as conexao:
        lidos = ler_atos(conexao, pessoas_do_livro(conexao))
    for nascimento, atos in lidos.values():
        vida = dobrar(nascimento, [ato for ato in atos if ato.data <= em])
        for vinculo in vida.vinculos:
            for prazo in prazos_do_vinculo(vida, vinculo, ctx.regimes, em):
                estado = prazo.estado(em)
                aberto = (prazo.inicio or vinculo.ocupa_desde) <= fim
                pendente = prazo.desfecho is None
                if prazo.vence is None:
                    entra = pendente and aberto
                else:
                    entra = inicio <= prazo.vence <= fim or (pendente and prazo.vence < min(inicio, em + UM_DIA))
                if entra:
                    esperados[prazo.tipo.value, estado, prazo.vence] += 1
    return esperados


@pytest.mark.parametrize("em", [date(2026, 1, 25), HOJE, date(2027, 3, 1)])
def test_o_relatorio_tem_o_que_a_lei_computa_no_dia(c: Cenario, em: date) -> None:
    povoar(c)
    achados = 0
    for ano, trimestre in ((2025, 4), (2026, 1), (2026, 2), (2026, 3), (2028, 1)):
        lidas = papeis.linhas_do_trimestre(c.ctx, ano=ano, trimestre=trimestre, hoje=em)
        contadas = Counter(
            (linha.chave[0], linha.estado, linha.vence)
            for linha in lidas
            if linha.destino not in SAIDAS
            and linha.especie not in (Especie.RETORNO_AFASTAMENTO, Especie.VALIDADE_CONCURSO)
            and (linha.destino is Destino.PENDENTE or (linha.vence and linha.vence >= limites(ano, trimestre)[0]))
        )
        assert contadas == da_dobra(c.ctx, *limites(ano, trimestre), em)
        figuras = papeis.totais_do_trimestre(c.ctx, ano=ano, trimestre=trimestre, hoje=em)
        assert figuras.total == len(lidas)
        assert all(rubricas.confere for rubricas in (*figuras.linhas, figuras.soma))
        achados += len(lidas)
    assert achados > 10


def test_os_suspensos_tem_linha_propria_e_entram_no_trimestre_em_que_se_abriram(c: Cenario) -> None:
    povoar(c)
    suspenso = linhas(c, 2026, 1, HOJE)["Posse, Candidato 1"]
    assert (suspenso.estado, suspenso.secao, suspenso.linha) == (
        EstadoPrazo.SUSPENSO, Secao.SUSPENSOS, Rubrica.SUSPENSOS,
    )  # fmt: skip
    assert movimento(suspenso) == (Entrada.ABERTO, Destino.PENDENTE)
    assert not [x for x in linhas(c, 2025, 4, HOJE).values() if x.estado is EstadoPrazo.SUSPENSO]
    assert movimento(linhas(c, 2026, 2, HOJE)["Posse, Candidato 1"]) == (Entrada.INICIO, Destino.PENDENTE)


def test_o_vencido_sem_ato_abre_o_relatorio_dos_trimestres_seguintes_com_a_idade(c: Cenario) -> None:
    povoar(c)
    do_trimestre = linhas(c, 2026, 1, date(2026, 3, 31))["Posse, Candidato 4"]
    assert (do_trimestre.secao, do_trimestre.idade) == (Secao.PRAZOS, (date(2026, 3, 31) - date(2026, 2, 19)).days)
    depois = papeis.linhas_do_trimestre(c.ctx, ano=2026, trimestre=3, hoje=date(2026, 9, 30))
    primeiro = depois[0]
    assert (primeiro.secao, movimento(primeiro)) == (Secao.VENCIDOS, (Entrada.INICIO, Destino.PENDENTE))
    idades = [linha.idade or 0 for linha in depois if linha.secao is Secao.VENCIDOS]
    assert idades == sorted(idades, reverse=True)
    assert f"vencido há {idades[0]} dias" in primeiro.observacao


def test_o_ultimo_dia_no_trimestre_seguinte_e_dito(c: Cenario) -> None:
    # Published 27/02/2026: due 31/03 by the reading in use (the 29th is a Sunday, the 30th a Monday).
    nomeado = c.nomear(0, "2026-02-28")
    achada = next(x for x in linhas(c, 2026, 1, date(2026, 3, 31)).values() if x.especie is Especie.POSSE)
    assert achada.vence is not None
    assert achada.vence_ultimo is not None
    assert achada.vence <= date(2026, 3, 31) < achada.vence_ultimo
    assert "último dia possível no trimestre seguinte, 01/04/2026" in achada.observacao
    assert achada.estado in (EstadoPrazo.ABERTO, EstadoPrazo.ZONA_CINZENTA)
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-04-01")
    seguinte = linhas(c, 2026, 2, date(2026, 6, 30))["Posse, Candidato 1"]
    assert movimento(seguinte) == (Entrada.INICIO, Destino.CUMPRIDO)


def test_zona_cinzenta_tem_linha_propria_no_dia(c: Cenario) -> None:
    c.nomear(0, "2026-01-31")
    (achada,) = [
        x for x in linhas(c, 2026, 1, date(2026, 3, 3)).values() if x.especie is Especie.POSSE
    ]  # due 02/03, last day 04/03
    assert (achada.secao, achada.linha) == (Secao.ZONA_CINZENTA, Rubrica.ZONA_CINZENTA)


# ------------------------------------------------------------------ movements


def test_a_prorrogacao_da_posse_sai_de_um_trimestre_e_esta_no_outro(c: Cenario) -> None:
    nomeado = c.nomear(0, "2026-02-20")  # due 24/03
    antes = linhas(c, 2026, 1, date(2026, 3, 11))["Posse, Candidato 1"]
    assert movimento(antes) == (Entrada.ABERTO, Destino.PENDENTE)
    c.registrar("prorrogacao_posse", servidor=nomeado.servidor_id, requerimento="2026-03-12", decisao="2026-03-13")
    saiu = linhas(c, 2026, 1, date(2026, 3, 31))["Posse, Candidato 1"]
    assert movimento(saiu) == (Entrada.ABERTO, Destino.PRORROGACAO)
    assert (saiu.secao, saiu.observacao) == (Secao.SAIDAS, "prorrogado para 22/04/2026")
    depois = linhas(c, 2026, 2, date(2026, 6, 30))["Posse, Candidato 1"]
    assert movimento(depois) == (Entrada.JA_ABERTO, Destino.PENDENTE)
    # Issued before the extension was registered, the report of the quarter left it pending: it leaves the next one.
    outro = c.nomear(1, "2026-05-29")
    _emitir(c, 2026, 2, date(2026, 6, 30))
    c.registrar("prorrogacao_posse", servidor=outro.servidor_id, requerimento="2026-06-12", decisao="2026-06-12")
    tarde = linhas(c, 2026, 3, date(2026, 9, 30))["Posse, Candidato 2"]
    assert movimento(tarde) == (Entrada.INICIO, Destino.PENDENTE)


@pytest.mark.parametrize("semente", range(3))
@pytest.mark.parametrize("situacao", [date(2026, 3, 31), date(2026, 4, 15)])
def test_o_que_a_prorrogacao_leva_ao_trimestre_seguinte_saiu_do_anterior(
    c: Cenario, situacao: date, semente: int
) -> None:
    """Posses due at the end of March and extended, or not, into April, decided on any day until the middle of it."""
    sorteio = random.Random(f"{semente}")
    fim, meio = date(2026, 3, 31), date(2026, 4, 15)
    decisoes = {}
    publicacoes = sorted(date(2026, 2, 20) + timedelta(days=sorteio.randint(0, 6)) for _ in range(5))
    # One never asked for, two decided in the quarter, two after it.
    for indice, (de, ate) in enumerate(((None, None), (fim, 3), (fim, 3), (meio, 14), (meio, 14))):
        publicacao = publicacoes[indice]
        nomeado = c.nomear(indice, publicacao.isoformat())
        decisoes[f"Posse, Candidato {indice + 1}"] = dia = de and de - timedelta(days=sorteio.randint(0, ate or 0))
        if dia is not None:
            pedido = publicacao + timedelta(days=sorteio.randint(20, 29))
            c.registrar("prorrogacao_posse", servidor=nomeado.servidor_id, requerimento=min(pedido, dia), deferida=None)
            c.registrar("decisao_prorrogacao", servidor=nomeado.servidor_id, data=dia)
    sem = linhas(c, 2026, 1, date(2026, 3, 1))  # as they were before anything was asked for
    anterior = linhas(c, 2026, 1, situacao)
    _emitir(c, 2026, 1, situacao)
    seguinte = linhas(c, 2026, 2, date(2026, 6, 30))
    for nome, dia in decisoes.items():
        saiu, veio = anterior[nome], seguinte[nome]
        if dia is None or dia > situacao:
            assert (saiu.destino, veio.entrada) == (Destino.PENDENTE, Entrada.INICIO)
            continue
        vencia = sem[nome].vence
        assert vencia is not None
        assert vencia <= fim
        assert veio.vence is not None
        assert (saiu.destino, saiu.observacao) == (Destino.PRORROGACAO, f"prorrogado para {veio.vence:%d/%m/%Y}")
        if dia <= fim:  # moved before the quarter: it begins with the deadline in it
            assert veio.entrada is Entrada.JA_ABERTO
        else:
            assert veio.entrada is Entrada.PRORROGACAO
            assert f"vencia em {vencia:%d/%m/%Y}" in veio.observacao
    entraram = papeis.totais_do_trimestre(c.ctx, ano=2026, trimestre=2, hoje=date(2026, 6, 30)).soma.entradas
    esperados = [dia for dia in decisoes.values() if dia is not None and fim < dia <= situacao]
    assert entraram[Entrada.PRORROGACAO] == len(esperados) == (2 if situacao == meio else 0)


def _emitir(c: Cenario, ano: int, trimestre: int, em: date, orgao_id: int | None = None) -> str:
    papel = papeis.relatorio_trimestral(c.ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, hoje=em)
    return papeis.emitir(c.ctx, papel=papel).numero


def test_o_resolvido_por_ato_diz_qual(c: Cenario) -> None:
    c.nomear(0, "2026-01-06")
    c.registrar("tornar_sem_efeito", servidor=1, publicacao="2026-02-20")
    achada = linhas(c, 2026, 1, date(2026, 3, 31))["Posse, Candidato 1"]
    assert (movimento(achada), achada.estado) == ((Entrada.ABERTO, Destino.RESOLVIDO), EstadoPrazo.VENCIDO)
    assert "respondido por tornar sem efeito" in achada.observacao
    assert "20/02/2026" in achada.observacao
    assert achada.idade is None


def test_a_ausencia_recalcula_as_avaliacoes_para_o_trimestre_seguinte(c: Cenario) -> None:
    c.estagiario()
    antes = linhas(c, 2026, 3, date(2026, 6, 30))["Avaliação do estágio nº 1, Candidato 1"]
    assert antes.vence == date(2026, 8, 11)
    c.registrar("afastamento", servidor=1, inicio="2026-07-06", fim="2026-09-10", motivo="doenca_familia")
    no_fim = linhas(c, 2026, 3, date(2026, 9, 30))
    saiu = no_fim["Avaliação do estágio nº 1, Candidato 1"]
    assert movimento(saiu) == (Entrada.JA_ABERTO, Destino.RECALCULO)
    assert saiu.secao is Secao.SAIDAS
    assert saiu.vence is not None
    assert f"recalculado para {saiu.vence:%d/%m/%Y}" in saiu.observacao
    entrou = linhas(c, 2026, 4, date(2026, 12, 31))["Avaliação do estágio nº 1, Candidato 1"]
    assert movimento(entrou) == (Entrada.JA_ABERTO, Destino.PENDENTE)


def test_o_retorno_de_afastamento_cumpre_se_no_dia_e_a_licenca_contigua_o_prorroga(c: Cenario) -> None:
    c.estagiario()
    c.registrar("afastamento", servidor=1, inicio="2026-05-04", fim="2026-06-09", motivo="licenca_saude")
    nome = "Retorno de afastamento, Candidato 1"
    em_curso = linhas(c, 2026, 2, date(2026, 6, 9))[nome]
    assert (em_curso.vence, em_curso.fundamento) == (date(2026, 6, 10), "art. 22")
    assert movimento(em_curso) == (Entrada.ABERTO, Destino.PENDENTE)
    assert movimento(linhas(c, 2026, 2, date(2026, 6, 10))[nome]) == (Entrada.ABERTO, Destino.CUMPRIDO)
    c.registrar("afastamento", servidor=1, inicio="2026-06-10", fim="2026-07-20", motivo="licenca_saude")
    assert movimento(linhas(c, 2026, 2, date(2026, 6, 9))[nome]) == (Entrada.ABERTO, Destino.PENDENTE)
    assert movimento(linhas(c, 2026, 2, date(2026, 6, 30))[nome]) == (Entrada.ABERTO, Destino.PRORROGACAO)
    # One that ran at the start of the quarter and was prolonged in it leaves by extension.
    c.registrar("afastamento", servidor=1, inicio="2026-07-21", fim="2026-10-08", motivo="licenca_saude")
    prolongado = linhas(c, 2026, 3, date(2026, 9, 30))[nome]
    assert movimento(prolongado) == (Entrada.JA_ABERTO, Destino.PRORROGACAO)
    assert "prorrogado para 09/10/2026" in prolongado.observacao
    cumprido = linhas(c, 2026, 4, date(2026, 12, 31))[nome]
    assert movimento(cumprido) == (Entrada.JA_ABERTO, Destino.CUMPRIDO)


def test_ferias_nao_sao_afastamento_e_a_vacancia_prejudica_o_retorno(c: Cenario) -> None:
    c.estagiario()
    c.registrar("afastamento", servidor=1, inicio="2026-04-06", fim="2026-05-05", motivo="ferias")
    c.registrar("afastamento", servidor=1, inicio="2026-05-11", fim="2026-06-30", motivo="licenca_saude")
    c.registrar("falecimento", servidor=1, data="2026-06-15")
    (achado,) = [x for x in linhas(c, 2026, 2, date(2026, 6, 30)).values() if x.especie is Especie.RETORNO_AFASTAMENTO]
    assert achado.destino is Destino.PREJUDICADO


def test_a_validade_do_concurso_acaba_e_a_prorrogacao_a_leva_adiante(c: Cenario) -> None:
    # Homologated 02/06/2025, 24 months: valid until 02/06/2027.
    nome = "Fim da validade de concurso, Edital 1/2025"
    aberto = linhas(c, 2027, 2, HOJE)[nome]
    assert (aberto.vence, aberto.fundamento, aberto.servidor_id) == (date(2027, 6, 2), "art. 14", None)
    assert movimento(aberto) == (Entrada.JA_ABERTO, Destino.PENDENTE)
    encerrado = linhas(c, 2027, 2, date(2027, 6, 30))[nome]
    assert movimento(encerrado) == (Entrada.JA_ABERTO, Destino.CUMPRIDO)
    assert encerrado.observacao == "a validade se encerrou"
    concurso = cadastros.concursos(c.ctx)[0]
    cadastros.salvar_concurso(c.ctx, concurso=replace(concurso, prorrogacao=date(2027, 5, 3), prorrogacao_ato="DOE"))
    prorrogado = linhas(c, 2027, 2, date(2027, 6, 30))[nome]
    assert movimento(prorrogado) == (Entrada.JA_ABERTO, Destino.PRORROGACAO)
    assert movimento(linhas(c, 2027, 2, date(2027, 5, 2))[nome]) == (Entrada.JA_ABERTO, Destino.PENDENTE)
    assert nome not in linhas(c, 2028, 4, HOJE)
    assert movimento(linhas(c, 2029, 2, date(2027, 6, 30))[nome]) == (Entrada.JA_ABERTO, Destino.PENDENTE)


# ------------------------------------------------------------------ órgão


def test_o_orgao_filtra_da_nome_e_diz_quem_passou_a_outro(c: Cenario) -> None:
    povoar(c)
    with c.ctx.banco.escrita() as conexao:
        operacao = livro.abrir_operacao(conexao, instante=c.relogio.agora(), usuario="teste")
        outro = lancar_cadastro(conexao, operacao, sujeito_tipo="orgao", conteudo={"nome": "Secretaria da Saúde"})
        unidade = lancar_cadastro(
            conexao, operacao, sujeito_tipo="unidade",
            conteudo={"orgao_id": outro, "nome": "Hospital", "municipio": "Salvador"},
        )  # fmt: skip
    todas = papeis.linhas_do_trimestre(c.ctx, ano=2026, trimestre=1, hoje=HOJE)
    do_primeiro = papeis.linhas_do_trimestre(c.ctx, ano=2026, trimestre=1, orgao_id=c.orgao, hoje=HOJE)
    # The suspended one has no unit, and so no órgão.
    assert do_primeiro == tuple(linha for linha in todas if linha.orgao)
    assert papeis.linhas_do_trimestre(c.ctx, ano=2026, trimestre=1, orgao_id=outro, hoje=HOJE) == ()
    papel = papeis.relatorio_trimestral(c.ctx, ano=2026, trimestre=1, orgao_id=outro, hoje=HOJE)
    assert "Secretaria da Saúde" in ler(papel.pdf)
    assert "Nenhum prazo vence" in ler(papel.pdf)
    assert papel.orgao_id == outro
    with pytest.raises(ErroDominio, match="órgão escolhido não existe"):
        papeis.relatorio_trimestral(c.ctx, ano=2026, trimestre=1, orgao_id=999, hoje=HOJE)
    nome = "Avaliação do estágio nº 1, Candidato 2"
    assert movimento(linhas(c, 2026, 3, date(2026, 9, 30), c.orgao)[nome]) == (Entrada.JA_ABERTO, Destino.PENDENTE)
    c.registrar("relotacao", servidor=2, publicacao="2026-07-06", unidade=unidade)
    saiu = linhas(c, 2026, 3, date(2026, 9, 30), c.orgao)[nome]
    assert (movimento(saiu), saiu.observacao) == ((Entrada.JA_ABERTO, Destino.RECALCULO), "passou a outro órgão")
    chegou = linhas(c, 2026, 3, date(2026, 9, 30), outro)[nome]
    assert movimento(chegou) == (Entrada.RECALCULO, Destino.PENDENTE)
    assert chegou.observacao.startswith("veio de outro órgão")
    assert movimento(linhas(c, 2026, 3, date(2026, 9, 30))[nome]) == (Entrada.JA_ABERTO, Destino.PENDENTE)


@pytest.mark.parametrize(("ano", "trimestre"), [(2026, 0), (2026, 5), (0, 1), (9999, 4)])
def test_trimestre_que_nao_existe(c: Cenario, ano: int, trimestre: int) -> None:
    with pytest.raises(ErroDominio, match="Não existe o"):
        papeis.totais_do_trimestre(c.ctx, ano=ano, trimestre=trimestre, hoje=HOJE)


# ------------------------------------------------------------------ one report after the other


def _pendentes(c: Cenario, ano: int, trimestre: int, em: date) -> set[tuple[str, int, int]]:
    lidas = papeis.linhas_do_trimestre(c.ctx, ano=ano, trimestre=trimestre, hoje=em)
    return {linha.chave for linha in lidas if linha.destino is Destino.PENDENTE}


def _iniciais(c: Cenario, ano: int, trimestre: int, em: date) -> set[tuple[str, int, int]]:
    lidas = papeis.linhas_do_trimestre(c.ctx, ano=ano, trimestre=trimestre, hoje=em)
    return {linha.chave for linha in lidas if linha.entrada is Entrada.INICIO}


@pytest.mark.parametrize("semente", range(3))
def test_vidas_ao_acaso_sempre_fecham_e_um_trimestre_continua_o_outro(semente: int) -> None:
    sorteio = random.Random(semente)
    with cenario(candidatos=6) as c:
        # The list is called in order (art. 12).
        for indice, dias in enumerate(sorted(sorteio.randrange(150) for _ in range(6))):
            _viver(c, sorteio, indice, date(2026, 1, 1) + timedelta(days=dias))
        antes: set[tuple[str, int, int]] | None = None
        movimentos: Counter[Entrada | Destino] = Counter()
        for ano, trimestre in ((2026, 1), (2026, 2), (2026, 3), (2026, 4), (2027, 1)):
            fim = limites(ano, trimestre)[1]
            figuras = papeis.totais_do_trimestre(c.ctx, ano=ano, trimestre=trimestre, hoje=fim)
            assert all(rubricas.confere for rubricas in (*figuras.linhas, figuras.soma))
            movimentos.update(figuras.soma.destinos)
            if antes is not None:
                assert _iniciais(c, ano, trimestre, fim) == antes
            antes = _pendentes(c, ano, trimestre, fim)
            # Issued or not, the next one begins where this one ended.
            if sorteio.random() < 0.5:
                _emitir(c, ano, trimestre, fim)
        assert sum(movimentos.values()) > 10


def _viver(c: Cenario, sorteio: random.Random, indice: int, dia: date) -> None:
    """Register a life at random; what the law refuses does not happen."""
    servidor = c.nomear(indice, dia.isoformat()).servidor_id

    def tentar(tipo: str, **campos: object) -> None:
        try:
            c.registrar(tipo, servidor=servidor, **campos)
        except ErroDominio:
            return

    if sorteio.random() < 0.4:
        pedido = dia + timedelta(days=sorteio.randrange(5, 30))
        tentar("prorrogacao_posse", requerimento=pedido, decisao=pedido + UM_DIA)
    dia += timedelta(days=sorteio.randrange(5, 58))
    if sorteio.random() < 0.2:
        tentar("tornar_sem_efeito", publicacao=dia + timedelta(days=80))
        return
    tentar("posse", data=dia)
    dia += timedelta(days=sorteio.randrange(0, 30))
    tentar("exercicio", data=dia)
    for _ in range(sorteio.randrange(4)):
        dia += timedelta(days=sorteio.randrange(1, 90))
        fim = dia + timedelta(days=sorteio.randrange(1, 80))
        motivo = sorteio.choice(("licenca_saude", "doenca_familia", "ferias"))
        tentar("afastamento", inicio=dia, fim=fim if sorteio.random() < 0.8 else None, motivo=motivo)
        dia = fim
    if sorteio.random() < 0.4:
        tentar("avaliacao_estagio", data=dia + timedelta(days=40), numero=1, satisfatoria=True)
    if sorteio.random() < 0.3:
        tentar("exoneracao_a_pedido", publicacao=dia + timedelta(days=90), requerimento=dia)


def test_o_relatorio_seguinte_parte_do_saldo_e_diz_o_numero(c: Cenario) -> None:
    povoar(c)
    fim = date(2026, 3, 31)
    antes = papeis_relatorio.relatorio_apurado(c.ctx, ano=2026, trimestre=2, em=date(2026, 6, 30))
    assert antes.dados.saldo == "apurado, para 31/03/2026, pelos atos registrados até 02/03/2026"
    assert _emitir(c, 2026, 1, fim) == "1/2026"
    depois = papeis_relatorio.relatorio_apurado(c.ctx, ano=2026, trimestre=2, em=date(2026, 6, 30))
    assert depois.dados.saldo == "saldo do relatório nº 1/2026, com situação em 31/03/2026"
    assert "saldo do relatório nº 1/2026" in ler(depois.papel.pdf)
    assert [replace(linha) for linha in depois.dados.linhas] == list(antes.dados.linhas)
    # Only of the same órgão: the report of one does not continue that of all.
    do_orgao = papeis_relatorio.relatorio_apurado(c.ctx, ano=2026, trimestre=2, orgao_id=c.orgao, em=fim)
    assert do_orgao.dados.saldo.startswith("apurado")


def test_o_que_se_registra_tarde_aparece_como_recalculo_no_seguinte(c: Cenario) -> None:
    povoar(c)
    _emitir(c, 2026, 1, date(2026, 3, 31))
    # Entered late: a posse of February, which the report of the first quarter showed as lapsed; and a nomeação.
    c.registrar("posse", servidor=4, data="2026-02-12")
    pessoa = DadosPessoa(nome="Tardia", nascimento=date(1990, 1, 1))
    c.registrar("nomeacao", publicacao="2026-02-10", carater="temporario", pessoa=pessoa)
    segundo = linhas(c, 2026, 2, date(2026, 6, 30))
    assert movimento(segundo["Posse, Candidato 4"]) == (Entrada.INICIO, Destino.CUMPRIDO)
    tardia = segundo["Posse, Tardia"]
    assert movimento(tardia) == (Entrada.RECALCULO, Destino.PENDENTE)
    assert "registrado depois do relatório anterior" in tardia.observacao
    # And what the next one asks for was undone: the entry is reversed.
    ato = c.valor("SELECT id FROM ato WHERE tipo = 'nomeacao' AND servidor_id = 5")
    pedido = PedidoEmenda(forma=FormaEmenda.ESTORNO, ato_id=ato, motivo="Registrada em nome de outra pessoa.")
    emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
    sumiu = linhas(c, 2026, 2, date(2026, 6, 30))
    desfeitos = [x for x in sumiu.values() if x.chave[1] == 5 and x.destino is Destino.RECALCULO]
    assert [x.observacao for x in desfeitos] == ["deixou de existir por ato ou correção posterior"]


def test_se_a_contagem_a_parte_nao_bate_o_erro_nomeia_o_prazo(c: Cenario) -> None:
    povoar(c)
    lidas = papeis.linhas_do_trimestre(c.ctx, ano=2026, trimestre=1, hoje=HOJE)
    pendentes = {linha.chave for linha in lidas if linha.destino is Destino.PENDENTE}
    conferir(lidas, pendentes)
    falta = sorted(pendentes)[0]
    with pytest.raises(ErroDominio, match=f"não fecha.*{falta[0]} do registro {falta[1]}"):
        conferir(lidas, pendentes - {falta})
    with pytest.raises(ErroDominio, match="posse do registro 77"):
        conferir(lidas, pendentes | {(TipoPrazo.POSSE.value, 77, 0)})


# ------------------------------------------------------------------ issuing


def test_o_relatorio_emitido_e_o_mesmo_papel_com_numero(c: Cenario) -> None:
    povoar(c)
    passos: list[tuple[int, int]] = []
    papel = papeis.relatorio_trimestral(
        c.ctx, ano=2026, trimestre=1, hoje=HOJE, progresso=lambda feito, total: passos.append((feito, total))
    )
    texto = ler(papel.pdf)
    assert passos[-1] == (100, 100)
    assert passos == sorted(passos)
    assert "situação em 02/03/2026" in texto
    assert "1º trimestre de 2026" in texto
    for indice in range(1, 6):
        assert f"Candidato {indice}" in texto
    emitido = papeis.emitir(c.ctx, papel=papel)
    assert emitido.titulo == "Relatório trimestral de prazos nº 1/2026 – 1º trimestre de 2026, situação em 02/03/2026"
    assert "Relatório trimestral de prazos nº 1/2026" in ler(papeis.bytes_de(c.ctx, documento_id=emitido.id))
    assert papeis.emitir(c.ctx, papel=papel) == emitido
    assert c.contar("relatorio_saldo") == 1
    # Whatever enters the book afterwards, what was issued is as it was, in its three formats.
    formatos = papeis_relatorio.formatos_de(c.ctx, emitido)
    assert list(formatos) == ["pdf", "xlsx", "csv"]
    antes = {nome: papeis.bytes_de(c.ctx, documento_id=d.id) for nome, d in formatos.items()}
    c.registrar("posse", servidor=5, data="2026-03-02")
    c.registrar("exercicio", servidor=5, data="2026-03-03")
    novo = papeis.emitir(c.ctx, papel=papeis.relatorio_trimestral(c.ctx, ano=2026, trimestre=1, hoje=HOJE))
    assert novo.numero == "2/2026"
    assert {nome: papeis.bytes_de(c.ctx, documento_id=d.id) for nome, d in formatos.items()} == antes


def test_o_mesmo_registro_da_os_mesmos_bytes_nos_tres_formatos(c: Cenario) -> None:
    povoar(c)
    um, outro = (papeis_relatorio.relatorio_apurado(c.ctx, ano=2026, trimestre=1, em=HOJE) for _ in range(2))
    assert um.papel.pdf == outro.papel.pdf
    for gemeo, igual in zip(um.papel.gemeos, outro.papel.gemeos, strict=True):
        assert gemeo.fazer(3) == igual.fazer(3)
    assert um.dados.conteudo in ler(um.papel.pdf)
    assert um.papel.desenhar is not None
    assert f"Código {um.dados.conteudo[:4].upper()}" in ler(um.papel.desenhar(1))


def test_pdf_planilha_e_csv_tem_as_mesmas_linhas_na_mesma_ordem(c: Cenario) -> None:
    povoar(c)
    # A name that a spreadsheet would take for a formula.
    c.registrar("nomeacao", publicacao="2026-01-12", carater="temporario",
                pessoa=DadosPessoa(nome="=SOMA(A1:A9) da Silva", nascimento=date(1990, 1, 1)))  # fmt: skip
    apurado = papeis_relatorio.relatorio_apurado(c.ctx, ano=2026, trimestre=1, em=HOJE)
    rows = apurado.dados.linhas
    assert len(rows) > 5
    texto = ler(apurado.papel.pdf)
    lista = texto[texto.index("Vencidos em trimestres") if "Vencidos em trimestres" in texto else 0 :]
    csv_ = papeis_relatorio.rascunho(apurado.papel, apurado.dados, "csv")
    assert csv_.startswith(b"\xef\xbb\xbf")
    linhas_csv = list(csv.reader(csv_.decode("utf-8-sig").splitlines(), delimiter=";"))
    xlsx = papeis_relatorio.rascunho(apurado.papel, apurado.dados, "xlsx")
    pasta = ler_planilha(xlsx)
    assert list(pasta) == ["Prazos", "Conciliação"]
    linhas_xlsx = pasta["Prazos"]
    assert linhas_csv[0] == linhas_xlsx[0] == list(COLUNAS)
    assert len(linhas_csv) == len(linhas_xlsx) == len(rows) + 1
    for linha, do_csv, do_xlsx in zip(rows, linhas_csv[1:], linhas_xlsx[1:], strict=True):
        esperadas = celulas(linha)
        for esperada, no_csv, no_xlsx in zip(esperadas, do_csv, do_xlsx, strict=False):
            if isinstance(esperada, date):
                assert (no_csv, no_xlsx) == (f"{esperada:%d/%m/%Y}", esperada)
            elif isinstance(esperada, int):
                assert (no_csv, no_xlsx) == (str(esperada), esperada)
            else:
                assert no_csv == no_xlsx == (sem_formula(esperada) if esperada else "")
        # On the paper the same row comes next: name, kind and state, in that order.
        assert linha.nome in lista
        lista = lista[lista.index(linha.nome) :]
        assert linha.prazo in lista[:400]
        assert linha.estado.rotulo in lista[:600]
    assert any(celula.startswith("'=SOMA") for linha in linhas_csv for celula in linha)
    rotulo, *total = pasta["Conciliação"][-1]
    assert rotulo == "Total"
    numeros = [int(str(valor).partition(".")[0]) for valor in total]
    assert sum(numeros[:5]) == len(rows) == sum(numeros[5:])


def test_quem_pede_de_novo_recebe_o_que_ja_foi_emitido(c: Cenario) -> None:
    povoar(c)
    fim = date(2026, 3, 31)
    # One of the middle of the quarter is not that of the quarter.
    assert _emitir(c, 2026, 1, date(2026, 2, 15)) == "1/2026"
    primeiro, novo = papeis_relatorio.emitir_uma_vez(c.ctx, ano=2026, trimestre=1, em=fim)
    assert (novo, primeiro.numero) == (True, "2/2026")
    seguinte = papeis_relatorio.relatorio_apurado(c.ctx, ano=2026, trimestre=2, em=fim)
    assert seguinte.dados.saldo.startswith("saldo do relatório nº 2/2026")
    c.registrar("posse", servidor=5, data="2026-03-02")
    outro, de_novo = papeis_relatorio.emitir_uma_vez(c.ctx, ano=2026, trimestre=1, em=date(2026, 4, 30))
    assert (outro, de_novo) == (primeiro, False)
    do_orgao, novo = papeis_relatorio.emitir_uma_vez(c.ctx, ano=2026, trimestre=1, orgao_id=c.orgao, em=fim)
    # Its own sequence: this installation has no órgão, and the one asked for numbers its own.
    assert (novo, do_orgao.numero) == (True, "1/2026")
    # Two at once: the second is refused, and nothing of it is kept.
    apurado = papeis_relatorio.relatorio_apurado(c.ctx, ano=2026, trimestre=1, em=fim, uma_vez=True)
    antes = c.contar("documento_emitido")
    with pytest.raises(ErroDominio, match="acaba de ser emitido por outra pessoa"):
        papeis.emitir(c.ctx, papel=apurado.papel)
    assert c.contar("documento_emitido") == antes


def test_saldo_adulterado_nao_passa(c: Cenario) -> None:
    _emitir(c, 2026, 1, date(2026, 3, 31))
    saldo = c.valor("SELECT hash FROM relatorio_saldo")
    estragar_papeis(c.ctx.banco.papeis, f"UPDATE bloco SET conteudo = X'00' WHERE hash = '{saldo}'")
    with pytest.raises(ErroDominio, match="saldo guardado com o relatório anterior não pôde ser lido"):
        papeis.relatorio_trimestral(c.ctx, ano=2026, trimestre=2, hoje=date(2026, 6, 30))


def test_cancelar_o_relatorio_nao_deixa_nada(c: Cenario) -> None:
    povoar(c)
    with pytest.raises(ErroDominio, match="cancelada"):
        papeis.relatorio_trimestral(c.ctx, ano=2026, trimestre=1, hoje=HOJE, cancelado=lambda: True)
    assert c.contar("documento_emitido") == 0


@pytest.mark.parametrize("passo", [0, 33, 66])
def test_cancelar_a_emissao_em_qualquer_passo_nao_deixa_nada(c: Cenario, passo: int) -> None:
    """The paper, the workbook and the CSV are a third each; the last look is before the transaction."""
    povoar(c)
    papel = papeis.relatorio_trimestral(c.ctx, ano=2026, trimestre=1, hoje=HOJE)
    andou: list[int] = []
    with pytest.raises(ErroDominio, match="cancelada"):
        papeis.emitir(
            c.ctx, papel=papel, progresso=lambda feitos, _: andou.append(feitos),
            cancelado=lambda: bool(andou) and andou[-1] > passo,
        )  # fmt: skip
    assert passo < andou[-1] <= 100
    assert c.contar("documento_emitido") == 0
    andou.clear()
    papeis.emitir(c.ctx, papel=papel, progresso=lambda feitos, _: andou.append(feitos))
    assert andou == sorted(andou)
    assert (andou[-1], c.contar("documento_emitido")) == (100, 3)


@pytest.mark.parametrize(
    ("hoje", "esperado"),
    [(date(2026, 11, 23), (2026, 3)), (date(2026, 1, 2), (2025, 4)), (date(2026, 12, 31), (2026, 3))],
)
def test_o_ultimo_trimestre_terminado(hoje: date, esperado: tuple[int, int]) -> None:
    assert papeis_relatorio.ultimo_terminado(hoje) == esperado
    assert papeis_relatorio.situacao_padrao(*esperado, hoje) == limites(*esperado)[1]
    assert papeis_relatorio.situacao_padrao(hoje.year, 4, date(2026, 10, 5)) == date(2026, 10, 5)
