"""What is read of a spreadsheet: values, rows as the clerk numbers them, the header, and what there is to tell."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bahiaservidor.intercambio.limites import CARACTERES, ErroDePlanilha, LeituraCancelada
from bahiaservidor.intercambio.planilha import Arquivo, Tabela, abrir, ler

from .planilhas import (
    CABECALHO,
    celula_ods,
    conteudo_ods,
    folha_xml,
    gravado,
    linha,
    linha_ods,
    ods,
    ods_de,
    tabela_ods,
    xlsx,
    xlsx_de,
)

PESSOAS = (CABECALHO, ("Ana Luz", "529.982.247-25"), ("José Água", "111.444.777-35"))


def lida(pasta: Path, nome: str, dados: bytes, **como: object) -> tuple[Arquivo, Tabela]:
    arquivo = abrir(gravado(pasta, nome, dados))
    return arquivo, ler(arquivo, **como)  # type: ignore[arg-type]


def em_csv(codificacao: str, separador: str = ";") -> bytes:
    return "".join(separador.join(celulas) + "\r\n" for celulas in PESSOAS).encode(codificacao)


@pytest.mark.parametrize(
    ("nome", "dados", "formato"),
    [
        ("a.xlsx", xlsx(*PESSOAS), "XLSX"),
        ("a.ods", ods(*PESSOAS), "ODS"),
        ("a.csv", em_csv("utf-8"), "CSV"),
        ("a.tsv", em_csv("utf-16", "\t"), "CSV"),
        ("a.txt", em_csv("cp1252", "|"), "CSV"),
    ],
)
def test_os_formatos_dao_a_mesma_tabela(tmp_path: Path, nome: str, dados: bytes, formato: str) -> None:
    arquivo, tabela = lida(tmp_path, nome, dados)
    assert (arquivo.formato, arquivo.tamanho, arquivo.nome) == (formato, len(dados), nome)
    assert tabela.cabecalho == CABECALHO
    assert tabela.linha_do_cabecalho == 1
    assert [(x.numero, x.valores) for x in tabela.linhas] == [(2, PESSOAS[1]), (3, PESSOAS[2])]


def test_cada_especie_de_celula_e_um_valor(tmp_path: Path) -> None:
    saida = BytesIO()
    livro = xlsxwriter.Workbook(saida)
    folha = livro.add_worksheet("Dados")
    dia, hora = livro.add_format({"num_format": "dd/mm/yyyy"}), livro.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    soh_hora = livro.add_format({"num_format": "hh:mm"})
    folha.write_row(2, 1, ["Inteiro", "Decimal", "Sim", "Dia", "Hora", "Só hora", "Texto", "Fórmula", "Erro", "Nada"])
    folha.write_number(3, 1, 7)
    folha.write_number(3, 2, 7.5)
    folha.write_boolean(3, 3, True)
    folha.write_datetime(3, 4, datetime(2026, 11, 23), dia)  # noqa: DTZ001
    folha.write_datetime(3, 5, datetime(2026, 11, 23, 10, 5), hora)  # noqa: DTZ001
    folha.write_number(3, 6, 0.5, soh_hora)
    folha.write_string(3, 7, " \xa0e\u0301 \ufeff")
    folha.write_formula(3, 8, "=1+1", None, 2)
    folha.write_formula(3, 9, "=1/0", None, "#DIV/0!")
    livro.close()
    arquivo, tabela = lida(tmp_path, "a.xlsx", saida.getvalue())
    assert arquivo.folhas == ("Dados",)
    assert tabela.linha_do_cabecalho == 3
    (unica,) = tabela.linhas
    assert unica.numero == 4
    assert unica.valores == (7, 7.5, True, date(2026, 11, 23), "23/11/2026 10:05:00", "12:00:00", "é", 2, None, None)
    assert type(unica.valores[0]) is int
    assert [aviso.split(":")[0] for aviso in tabela.avisos] == [
        "A folha tem fórmulas",
        "1 célula com erro (#N/D, #REF!) foi lida como vazia",
    ]


def test_formula_sem_valor_salvo_e_dita_e_fica_vazia(tmp_path: Path) -> None:
    formulas = (
        '<row r="2"><c r="A2"><f>B1</f></c><c r="B2" t="str"><f>""</f><v></v></c><c r="C2"><f>1</f><v>1</v></c></row>'
    )
    perigosa = '<row r="3"><c r="A3" t="str"><f>cmd|"/c calc"!A0</f><v>Ana</v></c></row>'
    _, tabela = lida(tmp_path, "a.xlsx", xlsx_de({"P": folha_xml(linha(1, "A", "B", "C") + formulas + perigosa)}))
    assert [x.valores for x in tabela.linhas] == [(None, None, 1), ("Ana", None, None)]
    assert any(aviso.startswith("1 fórmula não tem valor salvo") for aviso in tabela.avisos)


def test_titulos_acima_do_cabecalho_nomes_repetidos_e_colunas_sem_nome(tmp_path: Path) -> None:
    texto = "Estado da Bahia\n\nRelação de servidores;;;\nNome;CPF;nome;;\nAna;1;x;y;\n;;;;\nBia;2;;;\n"
    _, tabela = lida(tmp_path, "a.csv", texto.encode())
    assert tabela.linha_do_cabecalho == 4
    assert tabela.cabecalho == ("Nome", "CPF", "nome (2)", "Coluna D")
    assert [(x.numero, x.valores) for x in tabela.linhas] == [
        (5, ("Ana", "1", "x", "y")),
        (7, ("Bia", "2", None, None)),
    ]
    assert any("acima dele há 2 linhas" in aviso for aviso in tabela.avisos)
    _, outra = lida(tmp_path, "a.csv", texto.encode(), linha_do_cabecalho=5)
    assert outra.cabecalho == ("Ana", "1", "x", "y")
    with pytest.raises(ErroDePlanilha, match="não tem nada na linha 2"):
        lida(tmp_path, "a.csv", texto.encode(), linha_do_cabecalho=2)


def test_a_linha_e_a_que_o_programa_de_planilhas_mostra(tmp_path: Path) -> None:
    texto = 'sep=;\nNome;Obs\nAna;"uma\nduas\ntrês"\n\nBia;"d""e"\n'
    _, tabela = lida(tmp_path, "a.csv", texto.encode())
    assert [(x.numero, x.valores) for x in tabela.linhas] == [
        (2, ("Ana", "uma\nduas\ntrês")),
        (4, ("Bia", 'd"e')),
    ]
    _, esparsa = lida(tmp_path, "b.xlsx", xlsx_de({"P": folha_xml(linha(5, *CABECALHO) + linha(90, "Ana", "1"))}))
    assert (esparsa.linha_do_cabecalho, esparsa.linhas[0].numero) == (5, 90)
    vazias = '<table:table-row table:number-rows-repeated="88"><table:table-cell/></table:table-row>'
    corpo = vazias + linha_ods(*CABECALHO) + vazias + linha_ods("Ana", "1")
    _, rala = lida(tmp_path, "c.ods", ods_de(conteudo_ods(tabela_ods(corpo))))
    assert (rala.linha_do_cabecalho, rala.linhas[0].numero) == (89, 178)


@pytest.mark.parametrize("codificacao", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850", "mac_roman"])
def test_a_codificacao_e_deduzida_e_dita(tmp_path: Path, codificacao: str) -> None:
    arquivo, tabela = lida(tmp_path, "a.csv", em_csv(codificacao))
    assert arquivo.codificacao == codificacao.removesuffix("-sig")
    assert tabela.linhas[1].valores[0] == "José Água"
    deduzida = codificacao in ("cp1252", "cp850", "mac_roman")
    assert any("deduzida" in aviso for aviso in arquivo.avisos) == deduzida


@pytest.mark.parametrize("codificacao", ["utf-16-le", "utf-16-be"])
def test_utf_16_sem_marca_tambem_se_le(tmp_path: Path, codificacao: str) -> None:
    arquivo, tabela = lida(tmp_path, "a.csv", em_csv(codificacao))
    assert arquivo.codificacao == codificacao
    assert tabela.linhas[1].valores[0] == "José Água"


def test_codificacoes_misturadas_leem_se_linha_a_linha(tmp_path: Path) -> None:
    dados = "Nome;Cargo\nJosé;Médico\n".encode() + "João;Técnico\n".encode("cp1252")
    arquivo, tabela = lida(tmp_path, "a.csv", dados)
    assert [x.valores for x in tabela.linhas] == [("José", "Médico"), ("João", "Técnico")]
    assert any("mistura codificações (a linha 3" in aviso for aviso in arquivo.avisos)


def test_codificacao_e_separador_podem_ser_trocados(tmp_path: Path) -> None:
    arquivo = abrir(gravado(tmp_path, "a.csv", "Nome,Nota;Obs,X\nAção;x,7,8\n".encode("cp850")))
    assert arquivo.separador == ","
    trocada = ler(arquivo, codificacao="cp1252", separador=";")
    assert trocada.linhas[0].valores[0] == "A‡Æo"
    with pytest.raises(ErroDePlanilha, match="não se lê em UTF-8"):
        ler(arquivo, codificacao="utf-8")
    with pytest.raises(ErroDePlanilha, match="um dos que se oferecem"):
        ler(arquivo, codificacao="idna")


def test_virgula_decimal_nao_e_separador(tmp_path: Path) -> None:
    texto = "Nome;Nota\n" + "".join(f"Candidato {n};{n},5\n" for n in range(30))
    assert abrir(gravado(tmp_path, "a.csv", texto.encode())).separador == ";"
    assert abrir(gravado(tmp_path, "b.csv", b"Nome\nAna\nBia\n")).separador is None


def test_folhas_ocultas_macros_1904_e_mescladas_sao_ditas(tmp_path: Path) -> None:
    dados = xlsx_de(
        {"Um": folha_xml(linha(1, *CABECALHO) + linha(2, "Ana", "1"),
                         depois='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'), "Dois": folha_xml("")},
        ocultas=("Dois",), desde_1904=True, mais={"xl/vbaProject.bin": b"x", "xl/externalLinks/a.xml": "<a/>"},
    )  # fmt: skip
    arquivo, tabela = lida(tmp_path, "a.xlsx", dados)
    assert (arquivo.formato, arquivo.folhas) == ("XLSM", ("Um", "Dois"))
    ditos = " ".join(arquivo.avisos)
    for dito in ("“Dois”", "macros: nenhuma foi executada", "vínculos com outros arquivos", "1904", "é XLSM"):
        assert dito in ditos
    assert any("mescladas" in aviso for aviso in tabela.avisos)
    with pytest.raises(ErroDePlanilha, match="nenhuma linha preenchida"):
        ler(arquivo, "Dois")
    with pytest.raises(ErroDePlanilha, match="não tem a folha “Três”"):
        ler(arquivo, "Três")
    escondida = tabela_ods(linha_ods(*CABECALHO), nome="X", estilo="oculta")
    ods_oculto = ods_de(conteudo_ods(tabela_ods(linha_ods("A", "B")) + escondida), mais={"Basic/a.xml": "<a/>"})
    avisos = " ".join(abrir(gravado(tmp_path, "a.ods", ods_oculto)).avisos)
    assert "“X”" in avisos
    assert "macros" in avisos


def test_celulas_sem_lugar_escrito_e_com_prefixo(tmp_path: Path) -> None:
    sem_lugar = "<row>" + "".join(f'<c t="inlineStr"><is><t>{t}</t></is></c>' for t in CABECALHO) + "</row>"
    _, tabela = lida(tmp_path, "a.xlsx", xlsx_de({"P": folha_xml(sem_lugar + sem_lugar.replace("Nome", "Ana"))}))
    assert tabela.cabecalho == CABECALHO
    assert tabela.linhas[0].valores == ("Ana", "CPF")
    simples = folha_xml(linha(1, *CABECALHO) + linha(2, "Ana", "1"))
    prefixada = simples.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    _, outra = lida(tmp_path, "b.xlsx", xlsx_de({"P": prefixada}))
    assert outra.linhas[0].valores == ("Ana", "1")


def test_textos_partilhados(tmp_path: Path) -> None:
    textos = '<sst uniqueCount="3"><si><t>Nome</t></si><si/><si><r><t>An</t></r><r><t>a</t></r></si></sst>'
    linhas = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c></row>'
    _, tabela = lida(tmp_path, "a.xlsx", xlsx_de({"P": folha_xml(linhas)}, textos=textos))
    assert tabela.cabecalho == ("Nome",)
    assert tabela.linhas[0].valores == ("Ana",)


def test_celulas_repetidas_de_um_ods_valem_por_muitas(tmp_path: Path) -> None:
    vazia = '<table:table-cell table:number-columns-repeated="16382"/>'
    fim = f'<table:table-row table:number-rows-repeated="1048000">{vazia}</table:table-row>'
    repetida = f'<table:table-row table:number-rows-repeated="3">{celula_ods("x", REPETE)}{vazia}</table:table-row>'
    _, tabela = lida(tmp_path, "a.ods", ods_de(conteudo_ods(tabela_ods(linha_ods(*CABECALHO) + repetida + fim))))
    assert [(x.numero, x.valores) for x in tabela.linhas] == [(n, ("x", "x")) for n in (2, 3, 4)]


REPETE = ' table:number-columns-repeated="2"'


def test_texto_longo_demais_numa_celula(tmp_path: Path) -> None:
    cabe = linha(1, *CABECALHO) + linha(2, "a" * CARACTERES, "1")
    assert lida(tmp_path, "a.xlsx", xlsx_de({"P": folha_xml(cabe)}))[1].linhas[0].numero == 2
    with pytest.raises(ErroDePlanilha, match="na linha 2 uma célula com mais de 32767"):
        lida(tmp_path, "a.xlsx", xlsx_de({"P": folha_xml(linha(1, *CABECALHO) + linha(2, "a" * (CARACTERES + 1)))}))


def test_o_arquivo_que_muda_depois_de_aberto_nao_se_le(tmp_path: Path) -> None:
    arquivo = abrir(gravado(tmp_path, "a.xlsx", xlsx(*PESSOAS)))
    gravado(tmp_path, "a.xlsx", xlsx(*PESSOAS[:2]))
    with pytest.raises(ErroDePlanilha, match="mudou depois de aberto"):
        ler(arquivo)


def test_a_leitura_pode_ser_cancelada_no_meio(tmp_path: Path) -> None:
    texto = "Nome;CPF\n" + "Ana;1\n" * 20_000
    arquivo = abrir(gravado(tmp_path, "a.csv", texto.encode()))
    pedidos = iter([False, False, True])
    with pytest.raises(LeituraCancelada, match="Nada foi importado"):
        ler(arquivo, cancelado=lambda: next(pedidos))


def test_o_nome_que_engana_e_dito_e_vale_o_conteudo(tmp_path: Path) -> None:
    arquivo, tabela = lida(tmp_path, "a.csv", xlsx(*PESSOAS))
    assert arquivo.avisos == ("O nome não diz o que o arquivo é: pelo conteúdo, é XLSX.",)
    assert len(tabela.linhas) == 2
