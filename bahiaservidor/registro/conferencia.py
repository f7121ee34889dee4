"""Projections against the book: what is stored, compared with what the entries say, without changing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DBAPIError

from ..estatuto.emendas import ressalvas_em_vigor
from ..estatuto.quadro import Transformacoes
from ..estatuto.vida import VidaFuncional
from . import classes
from . import modelos as m
from .arquivo import ErroRegistro
from .cadastro import CONTATO, ESPECIES, linha_de
from .dialetos import eh_sqlite
from .entrada import RETIRADO
from .livro import CADASTRO, AtoLido, cadastros, historicos, pessoas_do_livro
from .projecoes import Diferenca, Projecao, VidaCalculada, comparar, em_palavras, ler_projecoes, projetar
from .quarentena import ILEGIVEL, EntradaIlegivel, PessoaEmQuarentena, anotar
from .transformados import transformacoes
from .vidas import montar

Calcular = Callable[[int, VidaFuncional], VidaCalculada]

_LOTE: Final = 400
"""Subjects compared at a time: memory stays flat however long the registry."""


def conferir_vidas(
    conexao: Connection, calcular: Calcular, *, progresso: Callable[[int, int], None] | None = None
) -> Iterator[Diferenca]:
    """Yield every difference between the stored vínculos, absences and deadlines and a new fold of the book.

    ``calcular`` is what computes them when an act enters.
    """
    ids = pessoas_do_livro(conexao)
    mudados = transformacoes(conexao)
    for inicio in range(0, len(ids), _LOTE):
        lote = ids[inicio : inicio + _LOTE]
        gravadas = ler_projecoes(conexao, lote)
        entradas = historicos(conexao, lote)
        for id_ in lote:
            try:
                yield from _conferir_vida(id_, entradas[id_], calcular, gravadas[id_], mudados)
            except ILEGIVEL as erro:
                if isinstance(erro, ErroRegistro):
                    raise
                yield Diferenca(objeto=f"servidor {id_}", detalhe=_da_quarentena(conexao, id_, erro))
        if progresso is not None:
            progresso(inicio + len(lote), len(ids))
    yield from _sem_pessoa_no_livro(conexao)


def _da_quarentena(conexao: Connection, servidor_id: int, erro: Exception) -> str:
    """Return what is wrong with who cannot be read, which is noted for the registry too."""
    achada = erro.apartada if isinstance(erro, PessoaEmQuarentena) else None
    apartada = anotar(conexao, servidor_id, achada.ato_id if achada else None, erro)
    onde = f" (entrada nº {apartada.ato_id})" if apartada.ato_id is not None else ""
    return f"em quarentena, fora das contas: o livro{onde} não pode ser lido: {apartada.motivo}"


def _conferir_vida(
    servidor_id: int, entradas: list[AtoLido], calcular: Calcular, gravada: Projecao, mudados: Transformacoes
) -> list[Diferenca]:
    nascimento: date | None = None
    for entrada in entradas:
        # The stored date of birth may be what is wrong: the book's is the one that counts.
        if entrada.tipo == CADASTRO and entrada.sujeito_tipo == "servidor" and entrada.conteudo.get("nascimento"):
            nascimento = date.fromisoformat(entrada.conteudo["nascimento"])
    atos = [entrada for entrada in entradas if entrada.tipo != CADASTRO]
    leitura = montar(servidor_id, nascimento, atos, mudados)
    return comparar(gravada, projetar(calcular(servidor_id, leitura.vida), ressalvas_em_vigor(leitura.atos)))


def _sem_pessoa_no_livro(conexao: Connection) -> Iterator[Diferenca]:
    conhecidas = select(m.Ato.servidor_id).where(m.Ato.servidor_id.is_not(None))
    for modelo, coluna in ((m.Vinculo, m.Vinculo.servidor_id), (m.Prazo, m.Prazo.servidor_id)):
        for (id_,) in conexao.execute(select(coluna).where(coluna.not_in(conhecidas)).distinct()):
            yield Diferenca(objeto=f"servidor {id_}", detalhe=f"tem {modelo.__tablename__} e não está no livro")


def conferir_cadastros(conexao: Connection) -> Iterator[Diferenca]:
    """Yield every difference between the registers' rows and the latest entry about each."""
    for sujeito_tipo, especie in ESPECIES.items():
        lote: list[AtoLido] = []
        ilegiveis: list[EntradaIlegivel] = []
        for lido in cadastros(conexao, sujeito_tipo, ilegiveis):
            lote.append(lido)
            if len(lote) == _LOTE:
                yield from _conferir_lote(conexao, sujeito_tipo, especie.tabela, lote)
                lote = []
        yield from _conferir_lote(conexao, sujeito_tipo, especie.tabela, lote)
        yield from _sem_entrada(conexao, sujeito_tipo, especie.tabela)
        for erro in ilegiveis:
            yield Diferenca(objeto=f"ato {erro.ato_id}", detalhe=f"a entrada não pode ser lida: {erro.motivo}")


def _conferir_lote(conexao: Connection, sujeito_tipo: str, tabela: Table, lote: list[AtoLido]) -> Iterator[Diferenca]:
    if not lote:
        return
    consulta = select(tabela).where(tabela.columns["id"].in_([lido.sujeito_id for lido in lote]))
    gravadas = {linha.id: linha._asdict() for linha in conexao.execute(consulta)}
    for lido in lote:
        objeto = f"{sujeito_tipo} {lido.sujeito_id}"
        gravada = gravadas.get(lido.sujeito_id)
        if lido.conteudo.get(RETIRADO):
            if gravada is not None:
                yield Diferenca(objeto=objeto, detalhe="foi retirado, segundo o livro, e está na tabela")
            continue
        if gravada is None:
            if sujeito_tipo == "vinculo" and not lido.conteudo.get("matricula"):
                continue  # the nomeação was estornada: the vínculo is no longer there, nor is its matrícula
            yield Diferenca(objeto=objeto, detalhe="está no livro e falta na tabela")
            continue
        for nome, valor in linha_de(conexao, sujeito_tipo, lido.conteudo).items():
            if gravada[nome] != valor and nome not in CONTATO:
                detalhe = f"{nome}: gravado {em_palavras(gravada[nome])}, pelo livro {em_palavras(valor)}"
                yield Diferenca(objeto=objeto, detalhe=detalhe)
    if sujeito_tipo == "cargo":
        yield from _conferir_classes(conexao, [lido for lido in lote if not lido.conteudo.get(RETIRADO)])


def _conferir_classes(conexao: Connection, lote: list[AtoLido]) -> Iterator[Diferenca]:
    gravadas = classes.gravadas(conexao, [lido.sujeito_id for lido in lote])
    for lido in lote:
        if gravadas.get(lido.sujeito_id, []) != classes.das_palavras(lido.conteudo.get("niveis", "")):
            yield Diferenca(
                objeto=f"cargo {lido.sujeito_id}", detalhe="as classes e referências gravadas não são as do livro"
            )


def _sem_entrada(conexao: Connection, sujeito_tipo: str, tabela: Table) -> Iterator[Diferenca]:
    no_livro = select(m.Ato.sujeito_id).where(m.Ato.sujeito_tipo == sujeito_tipo, m.Ato.tipo == CADASTRO)
    consulta = select(tabela.columns["id"]).where(tabela.columns["id"].not_in(no_livro))
    if sujeito_tipo == "vinculo":
        consulta = consulta.where(tabela.columns["matricula"].is_not(None))
    for (id_,) in conexao.execute(consulta):
        yield Diferenca(objeto=f"{sujeito_tipo} {id_}", detalhe="está na tabela e não no livro")


def conferir_busca(conexao: Connection) -> Iterator[Diferenca]:
    """Yield every vínculo whose text in the search index is not what its row says.

    ValueError when an entry cannot be read: the index has the process that each says.
    """
    if not eh_sqlite(conexao):
        return
    consulta = text(
        "SELECT t.vinculo_id FROM texto_de_busca t LEFT JOIN busca_pessoa b ON b.rowid = t.vinculo_id "
        "WHERE b.rowid IS NULL OR b.nome <> t.nome OR b.matricula <> t.matricula OR b.cpf <> t.cpf "
        "OR b.cargo <> t.cargo OR b.unidade <> t.unidade OR b.processo <> t.processo"
    )
    try:
        diferem = conexao.execute(consulta).all()
    except DBAPIError as erro:
        if "malformed JSON" not in str(erro.orig):
            raise
        raise ValueError(str(erro.orig)) from erro
    for (id_,) in diferem:
        yield Diferenca(objeto=f"vínculo {id_}", detalhe="o índice de busca não corresponde à ficha")


def totais(conexao: Connection) -> tuple[int, int, int]:
    """Return how many vínculos, deadlines and entries are stored."""
    vinculos = conexao.execute(select(func.count()).select_from(m.Vinculo)).scalar_one()
    prazos = conexao.execute(select(func.count()).select_from(m.Prazo)).scalar_one()
    atos = conexao.execute(select(func.count()).select_from(m.Ato)).scalar_one()
    return vinculos, prazos, atos
