"""Each kind of import: what its rows do, and twelve kinds of fault told apart in one file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.intercambio import planilha
from bahiaservidor.servicos import importacao, provimento
from bahiaservidor.servicos.importacao_modelo import modelo_planilha
from bahiaservidor.servicos.tipos import DadosPessoa, PedidoAto

from .apoio_importacao import CABECALHO, DATA, conferir, cpf, gravar, importar, motivos, pedir, pessoa, tabelas
from .cenario import Cenario, cenario, integra

LINHAS = 2_000
PLANTADAS: dict[int, tuple[dict[str, str], str, str]] = {
    100: ({"CPF": "529.982.247-24"}, "CPF", "não existe"),
    201: ({"CPF": "123"}, "CPF", "tem 3 números"),
    302: ({"Nascimento": "07/04/85"}, "Nascimento", "dois números"),
    403: ({"Data do exercício": "31/02/2015"}, "Data do exercício", "não existe"),
    504: ({"Nascimento": "01/01/2030"}, "Nascimento", "ainda não chegou"),
    605: ({"Matrícula": "1234"}, "Matrícula", "tem 4 números"),
    706: ({"Matrícula": "90000001"}, "Matrícula", "já está na linha 3"),
    807: ({"Cargo": "Analista Tecnco"}, "Cargo", "Você quis dizer “Analista Técnico”?"),
    908: ({"Unidade": "Diretoria do Nada"}, "Unidade", "Não há unidade"),
    1009: ({"Situação": "voando"}, "Situação", "não é uma das opções"),
    1110: ({"Nome": ""}, "Nome", "Falta preencher"),
    1211: ({"Cargo": "Coordenador III", "Situação": "Estável"}, "", "cargo permanente tem estágio"),
}
"""Row of the list -> what is wrong in it, the header of the cell, part of the sentence.  Twelve kinds."""


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def test_doze_especies_de_erro_sao_ditas_e_o_registro_nao_se_toca(c: Cenario, tmp_path: Path) -> None:
    linhas = [pessoa(n, **PLANTADAS.get(n, ({}, "", ""))[0]) for n in range(LINHAS)]
    caminho = gravar(tmp_path, CABECALHO, linhas)
    antes = hashlib.sha256(c.ctx.banco.serializar()).digest()
    conferida = importacao.conferir(c.ctx, pedir(c, "assentamentos", caminho), c.hoje)
    assert hashlib.sha256(c.ctx.banco.serializar()).digest() == antes
    assert (conferida.entram, conferida.recusadas) == (LINHAS - len(PLANTADAS), len(PLANTADAS))
    recusadas = {linha.numero - 2: linha for linha in conferida.linhas if linha.resultado == "recusada"}
    assert recusadas.keys() == PLANTADAS.keys()
    for n, (_, coluna, parte) in PLANTADAS.items():
        ((onde, motivo),) = motivos(recusadas[n])
        assert onde == coluna
        assert parte in motivo
    assert len(conferida.motivos) == len(PLANTADAS)


def test_as_recusadas_voltam_com_o_que_corrigir_e_corrigidas_entram(c: Cenario, tmp_path: Path) -> None:
    linhas = [pessoa(1), pessoa(2, CPF="529.982.247-24"), pessoa(3, Situação="voando")]
    pedido = pedir(c, "assentamentos", gravar(tmp_path, CABECALHO, linhas))
    conferida = importacao.conferir(c.ctx, pedido, c.hoje)
    escrita = importacao.linhas_recusadas(pedido, conferida)
    assert escrita is not None
    volta = tmp_path / "recusadas.xlsx"
    volta.write_bytes(escrita)
    tabela = planilha.ler(planilha.abrir(volta))
    assert [linha.valores[0] for linha in tabela.linhas] == [3, 4]
    assert "não existe" in str(tabela.linhas[0].valores[-1])
    assert "Situação" in str(tabela.linhas[1].valores[-1])
    mapa = importacao.propor_mapa(c.ctx, "assentamentos", tabela.cabecalho)
    assert {tabela.cabecalho[coluna] for coluna in mapa.values()} == set(CABECALHO)
    so_boas = conferir(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1)])
    assert importacao.linhas_recusadas(pedido, so_boas) is None


# ------------------------------------------------------------------ acts


def test_atos_entram_pela_data_e_a_ressalva_vence_a_recusa_da_lei(c: Cenario, tmp_path: Path) -> None:
    cabecalho = (
        "Ato", "Data do ato", "CPF", "Nome", "Nascimento", "Cargo", "Ressalva", "Número da ressalva",
        "Data da ressalva", "Matrícula",
    )  # fmt: skip
    linhas = [
        ("exercício", "11/02/2026", cpf(1), "", "", "", "", "", "", "92116599"),
        ("posse", "10/02/2026", cpf(1), "", "", "", "", "", "", ""),
        ("Nomeação", "03/02/2026", cpf(1), "Ana Souza", "01/01/1990", "Analista Técnico", "Ato consumado", "1",
         "02/02/2026", ""),
        ("Nomeação", "03/02/2026", cpf(2), "Bia Souza", "01/01/1990", "Analista Técnico", "", "", "", ""),
        ("Remossão", "03/02/2026", cpf(1), "", "", "", "", "", "", ""),
        ("posse", "10/02/2027", cpf(1), "", "", "", "", "", "", ""),
        ("falecimento", "", cpf(3), "", "", "", "", "", "", ""),
        ("férias", "10/02/2026", cpf(3), "", "", "", "", "", "", ""),
    ]  # fmt: skip
    conferida = conferir(c, tmp_path, "atos", cabecalho, linhas)
    esperados = ["entra", "entra", "entra", "recusada", "recusada", "recusada", "recusada", "recusada"]
    assert [linha.resultado for linha in conferida.linhas] == esperados
    assert conferida.linhas[3].faltas[0].dispositivo == "art. 12"
    assert "Remoção" in motivos(conferida.linhas[4])[0][1]
    assert conferida.linhas[5].faltas[0].coluna == "Data do ato"
    assert "Falta preencher" in motivos(conferida.linhas[6])[0][1]
    assert any("Dá por conferido" in aviso for aviso in conferida.linhas[1].avisos)
    importar(c, tmp_path, "atos", cabecalho, linhas)
    integra(c)
    assert c.valor("SELECT situacao_base || matricula FROM vinculo") == "em_exercicio92116599"
    de_novo = conferir(c, tmp_path, "atos", cabecalho, linhas[:2])
    assert [linha.resultado for linha in de_novo.linhas] == ["sem_mudanca", "sem_mudanca"]


def test_um_instrumento_nao_se_publica_em_dois_lugares(c: Cenario, tmp_path: Path) -> None:
    importar(c, tmp_path, "assentamentos", CABECALHO, [pessoa(n) for n in range(3)])
    cabecalho = ("Ato", "Publicação no DOE", "Matrícula", "Instrumento", "Número do instrumento", "Página do DOE",
                 "Data do requerimento")  # fmt: skip
    linhas = [
        ("Exoneração a pedido", "02/03/2026", 90_000_000 + n, "Decreto", "77", pagina, "20/02/2026")
        for n, pagina in enumerate(("5", "5", "6"))
    ]
    conferida = conferir(c, tmp_path, "atos", cabecalho, linhas)
    assert [linha.resultado for linha in conferida.linhas] == ["entra", "entra", "recusada"]
    assert motivos(conferida.linhas[2])[0][0] == "Página do DOE"
    importar(c, tmp_path, "atos", cabecalho, linhas[:2])
    assert c.contar("instrumento") == 1
    integra(c)


def test_afastamentos_pela_matricula_e_pela_lei(c: Cenario, tmp_path: Path) -> None:
    importar(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1)])
    linhas = [
        (90_000_001, "Férias", "10/02/2026", "20/02/2026"),
        (90_000_001, "ferias", "25/02/2026", "21/02/2026"),
        (90_000_002, "Férias", "10/02/2026", "20/02/2026"),
        (90_000_001, "Passeio", "10/02/2026", ""),
        (90_000_001, "Mandato em entidade sindical", "22/02/2026", ""),
    ]
    conferida = conferir(c, tmp_path, "afastamentos", ("Matrícula", "Motivo", "Início", "Fim"), linhas)
    assert [linha.resultado for linha in conferida.linhas] == ["entra", *["recusada"] * 4]
    assert [linha.faltas[0].coluna for linha in conferida.linhas[1:]] == ["", "Matrícula", "Motivo", ""]
    assert conferida.linhas[4].faltas[0].dispositivo == "art. 40"


# ------------------------------------------------------------------ registers


def test_cargos_postos_e_candidatos(c: Cenario, tmp_path: Path) -> None:
    cargos = conferir(
        c, tmp_path, "cargos", ("Nome", "Natureza", "Símbolo"),
        [("Técnico", "efetivo", ""), ("técnico", "efetivo", ""), ("Coordenador III", "comissionado", "DAI-4")],
    )  # fmt: skip
    assert [linha.resultado for linha in cargos.linhas] == ["entra", "recusada", "sem_mudanca"]
    postos = conferir(
        c, tmp_path, "vagas", ("Cargo", "Quantidade", "Espécie", "Lei"),
        [("Analista Técnico", 5, "", "Lei 1"), ("Analista Técnico", 6, "extinção", "Lei 2"), ("Nada", 1, "", "")],
    )  # fmt: skip
    assert [linha.resultado for linha in postos.linhas] == ["entra", "recusada", "recusada"]
    assert postos.linhas[1].faltas[0].dispositivo == "art. 3º"
    listas = conferir(
        c, tmp_path, "concursos", ("Edital", "Homologação", "Cargo", "Classificação", "Nome"),
        [
            ("Edital 1/2025", "", "Analista Técnico", "6º", "Ana Souza"),
            ("Edital 1/2025", "", "Analista Técnico", 6, "Bia Souza"),
            ("Edital 9", "", "Analista Técnico", 1, "Ana Souza"),
            ("Edital 9", "02/06/2025", "Coordenador III", 1, "Ana Souza"),
            ("Edital 1/2025", "", "Analista Técnico", 1, "Caio Souza"),
        ],
    )  # fmt: skip
    assert [linha.resultado for linha in listas.linhas] == ["entra", *["recusada"] * 4]
    assert [linha.faltas[0].dispositivo for linha in listas.linhas[2:]] == ["art. 14", "art. 11", "art. 12"]


# ------------------------------------------------------------------ models


@pytest.mark.parametrize("especie", [e.chave for e in importacao.especies()])
def test_o_modelo_vazio_e_reconhecido_por_inteiro(c: Cenario, tmp_path: Path, especie: str) -> None:
    caminho = tmp_path / "modelo.xlsx"
    caminho.write_bytes(modelo_planilha(especie))
    lido = importacao.abrir(c.ctx, caminho)
    assert lido.folhas[1] == "Instruções"
    assert lido.linhas == 0
    campos = next(e for e in importacao.especies() if e.chave == especie).campos
    assert importacao.propor_mapa(c.ctx, especie, lido.cabecalho) == {campo.chave: n for n, campo in enumerate(campos)}


def test_especie_que_nao_existe_e_dita() -> None:
    with pytest.raises(ErroDominio, match="servidores"):
        modelo_planilha("gatos")


# ------------------------------------------------------------------ whatever the rows


SITUACOES = ("em_exercicio", "em_estagio_probatorio", "estavel", "aposentado", "em_disponibilidade", "desligado")
VALIDAS = st.lists(
    st.fixed_dictionaries(
        {
            "cargo": st.booleans(),
            "situacao": st.sampled_from(SITUACOES),
            "exercicio": st.dates(date(2022, 1, 1), date(2026, 1, 31)),
            "nascimento": st.dates(date(1950, 1, 1), date(2003, 1, 1)),
            "unidade": st.booleans(),
            "matricula": st.booleans(),
        }
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=8, deadline=None)
@given(VALIDAS)
def test_importar_e_o_mesmo_que_registrar_e_desfazer_volta_ao_que_era(
    tmp_path_factory: pytest.TempPathFactory, linhas: list[dict[str, object]]
) -> None:
    pasta = tmp_path_factory.mktemp("planilha")
    with cenario() as c, cenario() as outro:
        escritas = []
        for n, dados in enumerate(linhas):
            permanente = dados["cargo"] or dados["situacao"] in ("em_estagio_probatorio", "estavel")
            exercicio, nascimento = dados["exercicio"], dados["nascimento"]
            assert isinstance(exercicio, date)
            assert isinstance(nascimento, date)
            campos = {
                "Cargo": "Analista Técnico" if permanente else "Coordenador III",
                "Unidade": "Diretoria de Pessoal" if dados["unidade"] else "",
                "Situação": str(dados["situacao"]), "Data do exercício": f"{exercicio:%d/%m/%Y}",
                "Nascimento": f"{nascimento:%d/%m/%Y}", "Matrícula": f"{90_000_000 + n}" if dados["matricula"] else "",
            }  # fmt: skip
            escritas.append(pessoa(n, **campos))
            nome, documento = escritas[-1][:2]
            pedido = PedidoAto(
                tipo="assentamento_inicial",
                pessoa=DadosPessoa(nome=nome, cpf=documento, nascimento=nascimento),
                matricula=campos["Matrícula"] or None,
                conteudo={
                    "data": DATA, "fonte": "rh_bahia", "cargo": outro.cargo if permanente else outro.temporario,
                    "carater": "permanente" if permanente else "temporario", "situacao": dados["situacao"],
                    "unidade": outro.unidade if dados["unidade"] else None, "data_exercicio": exercicio,
                },
            )  # fmt: skip
            provimento.registrar(outro.ctx, pedido=pedido, hoje=outro.hoje)
        antes = tabelas(c)
        numero = importar(c, pasta, "assentamentos", CABECALHO, escritas)
        integra(c)
        assert tabelas(c) == tabelas(outro)
        importacao.desfazer(c.ctx, numero, "teste", c.hoje)
        integra(c)
        assert tabelas(c) == antes
