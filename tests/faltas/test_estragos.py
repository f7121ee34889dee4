"""Files cut or with bits changed: a sentence or the right answer, never a defect nor a lie that no check finds."""

from __future__ import annotations

import random
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.registro.livro import historicos, pessoas_do_livro
from bahiaservidor.registro.papeis_guardados import caminho_dos_papeis
from bahiaservidor.servicos import abertura, agenda, contradicoes, papeis_emissao, pessoas, quarentena, verificacao
from bahiaservidor.servicos.tipos import FiltroPrazos, FiltroServidores

from .oficio import HOJE, Oficio, aberto, abrir, preparar

PAGINA = 4096
ESPECIES_DE_PAGINA = {2: "índice, interior", 5: "tabela, interior", 10: "índice, folha", 13: "tabela, folha"}
"""By the first byte of a page; the others are overflow, of what is long, or free."""


Par = tuple[bytes, bytes]
"""The bytes of a registry, and those of the file of papers beside it."""


@pytest.fixture(scope="module")
def inteiro(tmp_path_factory: pytest.TempPathFactory) -> Par:
    """A registry in which everything was done."""
    caminho = tmp_path_factory.mktemp("estragos") / "inteiro.sqlite3"
    preparar(caminho, candidatos=6)
    with aberto(caminho) as oficio:
        sorteio = random.Random(3)
        for especie in ("ato", "papel", "importacao", "cadastro", "correcao", "ato"):
            oficio.fazer(sorteio, (especie,))
    return caminho.read_bytes(), caminho_dos_papeis(caminho).read_bytes()


def paginas(dados: bytes) -> dict[str, list[int]]:
    """Return where each page begins, by kind; the first, which has the header, is a kind of its own."""
    por_especie: dict[str, list[int]] = {"cabeçalho": [0]}
    for inicio in range(PAGINA, len(dados), PAGINA):
        especie = ESPECIES_DE_PAGINA.get(dados[inicio], "continuação ou livre")
        por_especie.setdefault(especie, []).append(inicio)
    return por_especie


def lido(oficio: Oficio) -> dict[str, Any]:
    """Return what the hashes cover, as read: every entry of the book and every paper."""
    with oficio.ctx.banco.leitura() as conexao:
        livro = historicos(conexao, pessoas_do_livro(conexao))
        entradas = {e.id: e for lista in livro.values() for e in lista}
        documentos = [int(i) for (i,) in conexao.exec_driver_sql("SELECT id FROM documento_emitido")]
    papeis = {id_: papeis_emissao.bytes_de(oficio.ctx, documento_id=id_) for id_ in documentos}
    return {"livro": entradas, "papeis": papeis}


def usar(oficio: Oficio, *, tudo: bool) -> list[Callable[[], object]]:
    """Return what a clerk does on a morning, one thing at a time; ``tudo`` what takes longer too."""
    ctx = oficio.ctx
    longas: list[Callable[[], object]] = [
        lambda: agenda.painel(ctx, hoje=HOJE),
        lambda: contradicoes.resumo_contradicoes(ctx, hoje=HOJE),
    ]
    return [
        *(longas if tudo else ()),
        lambda: pessoas.linhas_servidores(
            ctx, ids=list(pessoas.ids_servidores(ctx, filtro=FiltroServidores(), hoje=HOJE)), hoje=HOJE
        ),
        lambda: agenda.linhas_prazos(
            ctx, ids=list(agenda.ids_prazos(ctx, filtro=FiltroPrazos(), hoje=HOJE)), hoje=HOJE
        ),
        lambda: pessoas.ficha(ctx, servidor_id=1, hoje=HOJE),
        lambda: quarentena.listar(ctx),
        lambda: oficio.fazer(random.Random(5), ("cadastro",)),
    ]


def sofrer(caminho: Path, certo: dict[str, Any], *, tudo: bool = True) -> str:
    """Use a damaged registry, and return what became of it; AssertionError for a lie that the check does not find."""
    try:
        oficio = abrir(caminho)
    except ErroDominio:
        return "não abriu, com uma frase"
    try:
        frases = 0
        try:
            agora = lido(oficio)
            mente = any(agora["livro"].get(id_) != e for id_, e in certo["livro"].items()) or any(
                agora["papeis"].get(id_) != dados for id_, dados in certo["papeis"].items()
            )
        except ErroDominio:
            mente, frases = False, 1
        try:
            achadas = len(verificacao.verificar(oficio.ctx).divergencias)
        except ErroDominio:
            achadas = 1
        assert not mente or achadas, "leu o que não foi escrito, e a conferência não achou"
        for fazer in usar(oficio, tudo=tudo):
            try:
                fazer()
            except ErroDominio:
                frases += 1
        return "achado pela conferência" if achadas else "dito numa frase" if frases else "nada que se leia mudou"
    finally:
        abertura.fechar(oficio.ctx)


def estragar_tudo(inteiro: Par, pasta: Path, quantos: int, semente: int, *, qual: int = 0) -> Counter[str]:
    """Change one byte of one of the two files, so many times, going round the kinds of page; what became of each."""
    sorteio = random.Random(semente)
    caminho = pasta / "estragado.sqlite3"
    _trocar(caminho, inteiro)
    with aberto(caminho) as oficio:
        certo = lido(oficio)
    onde = paginas(inteiro[qual])
    conta: Counter[str] = Counter()
    defeitos: list[str] = []
    for vez in range(quantos):
        especie = list(onde)[vez % len(onde)]
        pagina, alcance = sorteio.choice(onde[especie]), 100 if vez % (2 * len(onde)) == 0 else PAGINA
        # Where something is written: most of a small registry is the empty end of pages, which nothing reads.
        posicao = sorteio.choice([n for n in range(pagina, pagina + alcance) if inteiro[qual][n]])
        dados = bytearray(inteiro[qual])
        dados[posicao] ^= 1 << sorteio.randrange(8) if vez % 3 else sorteio.randrange(1, 256)
        _trocar(caminho, (inteiro[0], bytes(dados)) if qual else (bytes(dados), inteiro[1]))
        try:
            conta[sofrer(caminho, certo, tudo=quantos > 100 or vez % 5 == 0)] += 1
        except Exception as erro:
            onde_foi = traceback.extract_tb(erro.__traceback__)[-1]
            defeitos.append(
                f"byte {posicao} ({especie}), semente {semente}, vez {vez}: {type(erro).__name__}: {str(erro)[:90]} "
                f"em {onde_foi.filename.rpartition('/')[2]}:{onde_foi.lineno}"
            )
    assert not defeitos, "\n".join(defeitos)
    return conta


def _trocar(caminho: Path, dados: Par) -> None:
    for sobra in caminho.parent.glob(f"{caminho.stem}.*"):
        sobra.unlink()
    caminho.write_bytes(dados[0])
    caminho_dos_papeis(caminho).write_bytes(dados[1])


def contar(conta: Counter[str], record_property: Callable[[str, object], None]) -> None:
    partes = ", ".join(f"{vezes} {oque}" for oque, vezes in conta.most_common())
    record_property("medida", f"{conta.total()} bytes trocados: {partes}")


def test_formato_de_outra_versao_do_sqlite_e_dito_numa_frase(inteiro: Par, tmp_path: Path) -> None:
    caminho = tmp_path / "formato.sqlite3"
    dados = bytearray(inteiro[0])
    dados[47] ^= 0x40  # "unsupported file format", says SQLite
    _trocar(caminho, (bytes(dados), inteiro[1]))
    with pytest.raises(ErroDominio, match="danificado"):
        abrir(caminho)


def test_bytes_trocados(
    inteiro: Par, tmp_path: Path, mesmos_comandos: None, record_property: Callable[[str, object], None]
) -> None:
    conta = estragar_tudo(inteiro, tmp_path, 40, 11)
    contar(conta, record_property)
    assert conta.total() == 40
    assert conta["achado pela conferência"] >= 5


@pytest.mark.longo
def test_muitos_bytes_trocados(
    inteiro: Par, tmp_path: Path, mesmos_comandos: None, record_property: Callable[[str, object], None]
) -> None:
    conta = estragar_tudo(inteiro, tmp_path, 400, 12)
    contar(conta, record_property)
    assert conta.total() == 400


@pytest.mark.longo
def test_muitos_bytes_trocados_no_arquivo_de_papeis(
    inteiro: Par, tmp_path: Path, mesmos_comandos: None, record_property: Callable[[str, object], None]
) -> None:
    conta = estragar_tudo(inteiro, tmp_path, 120, 13, qual=1)
    contar(conta, record_property)
    assert conta.total() == 120
    assert conta["achado pela conferência"] + conta["não abriu, com uma frase"] >= 20


def test_arquivo_cortado(inteiro: Par, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    caminho = tmp_path / "cortado.sqlite3"
    _trocar(caminho, inteiro)
    with aberto(caminho) as oficio:
        certo = lido(oficio)
    conta: Counter[str] = Counter()
    tamanhos = [1, 15, 99, 100, 511, PAGINA - 1, PAGINA, PAGINA * 3, len(inteiro[0]) // 2, len(inteiro[0]) - PAGINA,
                len(inteiro[0]) - 1]  # fmt: skip
    for tamanho in tamanhos:
        _trocar(caminho, (inteiro[0][:tamanho], inteiro[1]))
        conta[sofrer(caminho, certo)] += 1
        assert caminho.stat().st_size <= len(inteiro[0])
    contar(conta, record_property)
    assert conta["nada que se leia mudou"] == 0
