"""A registry made again from an open archive: checked before, equal row by row, verified, then put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ..arquivos import ErroDeArquivo, conferir_destino, espaco_livre, provisorio
from ..estatuto.erros import ErroDominio
from ..intercambio.acervo_celulas import CelulaIlegivel, leitores
from ..intercambio.acervo_entrada import Acervo, abrir_acervo, conferir
from ..intercambio.acervo_manifesto import INDICE, ArquivoDoAcervo, ErroDoAcervo, Manifesto, TabelaDoManifesto
from ..registro import acervo as guardado
from ..registro import acervo_carga as carga
from ..registro.banco import ESQUEMA
from ..registro.papeis_guardados import PapeisGuardados, caminho_dos_papeis, em_lotes
from ..registro.papeis_mudanca import levar, sem_sobras
from ..registro.uso import sozinho
from ..relogio import Relogio
from . import abertura, usuarios, verificacao
from .papeis_andamento import Cancelado, Progresso, parte
from .tipos import Verificacao

_CONFERIDO: Final = 15
_CARREGADO: Final = 55
_MIGRADO: Final = 60
"""Hundredths of the work done after each part."""

_ALGUMAS: Final = 3
_LOTE: Final = 1000
_ARQUIVO: Final = "arquivo"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcervoImportado:
    """What was restored, and what checking it found: nothing, unless differences were accepted."""

    caminho: Path
    orgao: str
    gerado_em: str
    esquema: str
    manifesto: str
    linhas: int
    documentos: int
    verificacao: Verificacao


def importar(
    *,
    origem: Path,
    destino: Path,
    relogio: Relogio,
    usuario: str = "",
    manifesto: str = "",
    com_diferencas: bool = False,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> AcervoImportado:
    """Make a registry at ``destino``, new or empty, equal to the one that was exported to ``origem``.

    ``manifesto`` is the hash that the manifest must have, when known.  One of an older version is made at that version
    and brought to this one.  ``com_diferencas`` takes one that was already damaged when it was exported.

    ErroDominio, with nothing made: a destination with data; an archive that is none, of a newer version, or not as it
    was exported; what the book and the rest disagree in; ``cancelado`` answering yes.
    """
    abertura.criar_pasta_padrao(destino)
    conferir_destino(destino)
    carga.exigir_vazio(destino)
    restauro = _Restauro(progresso, cancelado)
    with abrir_acervo(origem) as acervo:
        lido, hash_ = acervo.manifesto()
        _exigir_manifesto(hash_, manifesto)
        _exigir_versao(lido)
        if lido.bytes > espaco_livre(destino):
            raise ErroDeArquivo(
                f"O acervo abre em {lido.bytes // 1_000_000} MB, e não há esse espaço onde o registro ficaria. Nada "
                "foi criado; libere espaço ou indique outro lugar com --banco."
            )
        conferir(acervo, lido, restauro.contar(0, _CONFERIDO, lido.bytes))
        with (
            sozinho(destino, relogio=relogio, login=usuario),
            levar(destino) as levar_papeis,
            provisorio(destino, substitui=destino.exists()) as novo,
            sem_sobras(novo, destino),
        ):
            linhas = _carregar(novo, acervo, lido, restauro)
            verificado = _verificar(novo, lido, relogio, usuario, restauro, com_diferencas=com_diferencas)
            carga.em_um_arquivo(novo)
            carga.exigir_vazio(destino)  # meanwhile somebody may have begun to use it
            levar_papeis(novo)
    return AcervoImportado(
        caminho=destino, orgao=lido.orgao, gerado_em=lido.gerado_em, esquema=lido.esquema, manifesto=hash_,
        linhas=linhas, documentos=lido.documentos, verificacao=verificado,
    )  # fmt: skip


class _Restauro:
    """Progress of the whole, in hundredths, and the way to stop."""

    def __init__(self, progresso: Progresso | None, cancelado: Cancelado | None) -> None:
        self._progresso, self._cancelado = progresso, cancelado

    def parar_se_pedido(self) -> None:
        """Raise ErroDominio when asked to stop."""
        if self._cancelado is not None and self._cancelado():
            raise ErroDominio("Restauração interrompida. Nada foi criado.")

    def parte(self, de: int, ate: int) -> Progresso:
        """Return the progress of a part, which also stops when asked."""
        avancar = parte(self._progresso, de, ate)

        def contar(feitos: int, total: int) -> None:
            self.parar_se_pedido()
            if avancar is not None:
                avancar(feitos, total)

        return contar

    def contar(self, de: int, ate: int, total: int) -> Callable[[int], None]:
        """Return what is told how much more of a part is done."""
        contar, feitos = self.parte(de, ate), 0

        def mais(quantos: int) -> None:
            nonlocal feitos
            feitos += quantos
            contar(feitos, total)

        return mais


# ------------------------------------------------------------------ before


def _exigir_manifesto(hash_: str, esperado: str) -> None:
    if esperado and esperado.strip().lower() != hash_:
        raise ErroDoAcervo(
            f"O manifesto do acervo tem o SHA-256 {hash_}, e não o que foi informado. Nada foi criado: esta não é a "
            "cópia que se exportou; use outra."
        )


def _exigir_versao(lido: Manifesto) -> None:
    if carga.versao_conhecida(lido.esquema):
        return
    if lido.esquema > ESQUEMA:
        raise ErroDoAcervo(
            f"O acervo é de uma versão mais nova do programa (esquema {lido.esquema}; este programa lê até o "
            f"{ESQUEMA}). Nada foi criado; atualize o programa para restaurá-lo."
        )
    raise ErroDoAcervo(f"O acervo é de um esquema ({lido.esquema}) que este programa não conhece. Nada foi criado.")


# ------------------------------------------------------------------ filling


def _carregar(novo: Path, acervo: Acervo, lido: Manifesto, restauro: _Restauro) -> int:
    restauro.parar_se_pedido()
    tabelas = carga.criar(novo, lido.esquema)
    arquivos = {arquivo.nome: arquivo for arquivo in lido.arquivos}
    ditas = {tabela.nome: tabela for tabela in lido.tabelas}
    _exigir_tabelas(tabelas, ditas, arquivos)
    mais = restauro.contar(_CONFERIDO, _CARREGADO, sum(t.linhas for t in lido.tabelas) + lido.documentos)
    inseridas = 0
    enchendo = carga.Carga(novo)
    papeis = PapeisGuardados(caminho_dos_papeis(novo))
    try:
        for tabela in tabelas:
            dita = ditas[tabela.nome]
            linhas: Iterator[Sequence[Any]] = _linhas(acervo, arquivos[dita.arquivo], tabela)
            lote = _LOTE
            if tabela.nome == _ARQUIVO:
                _exigir_documentos(linhas, dita, lido)
                # One at a time: each may have many megabytes.
                linhas, lote = _documentos(acervo, arquivos[INDICE], tabela, papeis), 1
            feitas = 0
            for quantas in enchendo.inserir(tabela, linhas, lote=lote):
                feitas += quantas
                mais(quantas)
            if feitas != dita.linhas:
                raise ErroDoAcervo(
                    f"A tabela “{tabela.nome}” do acervo tem {feitas} linhas, e o manifesto diz {dita.linhas}. Nada "
                    "foi criado; use outra cópia do acervo."
                )
            inseridas += feitas
        enchendo.concluir()
    finally:
        papeis.fechar()
        enchendo.fechar()
    return inseridas


def _exigir_tabelas(
    tabelas: Sequence[guardado.TabelaGuardada], ditas: dict[str, TabelaDoManifesto], arquivos: dict[str, Any]
) -> None:
    iguais = {t.nome: t.colunas for t in tabelas} == {nome: t.colunas for nome, t in ditas.items()}
    if not iguais or any(t.arquivo not in arquivos for t in ditas.values()):
        raise ErroDoAcervo(
            "As tabelas ou as colunas do acervo não são as da versão que ele diz ter. Nada foi criado; use outra cópia "
            "do acervo, ou exporte-o de novo."
        )


def _linhas(acervo: Acervo, arquivo: ArquivoDoAcervo, tabela: guardado.TabelaGuardada) -> Iterator[Sequence[Any]]:
    linhas = acervo.linhas(arquivo)
    if tuple(next(linhas, ())) != tabela.colunas:
        raise ErroDoAcervo(f"O arquivo “{arquivo.nome}” não tem as colunas da tabela. Nada foi criado.")
    ler = leitores(tabela.especies)
    for numero, linha in enumerate(linhas, start=1):
        try:
            yield [leitor(celula) for leitor, celula in zip(ler, linha, strict=True)]
        except CelulaIlegivel as erro:
            raise ErroDoAcervo(
                f"No arquivo “{arquivo.nome}”, linha de dados {numero}, {erro.mensagem}. Nada foi criado."
            ) from erro
        except ValueError as erro:
            raise ErroDoAcervo(
                f"No arquivo “{arquivo.nome}”, a linha de dados {numero} tem células a mais ou a menos. Nada foi "
                "criado; use outra cópia do acervo."
            ) from erro


def _exigir_documentos(linhas: Iterator[Sequence[Any]], dita: TabelaDoManifesto, lido: Manifesto) -> None:
    """The table of kept files has only their keys, and the index the same keys: as many, and each once."""
    if sum(1 for _ in linhas) != dita.linhas or dita.linhas != lido.documentos:
        raise ErroDoAcervo("Os documentos do acervo não são tantos quantos o manifesto diz. Nada foi criado.")


def _documentos(
    acervo: Acervo, indice: ArquivoDoAcervo, tabela: guardado.TabelaGuardada, papeis: PapeisGuardados
) -> Iterator[Sequence[Any]]:
    """Yield the rows of the kept files; the bytes go to the file of papers, or with the row in versions without one."""
    na_linha = "conteudo" in tabela.colunas
    for lote in em_lotes((chave, acervo.inteiro(arquivo)) for arquivo, chave in acervo.documentos(indice)):
        if not na_linha:
            papeis.guardar(lote)
        for chave, dados in lote.items():
            valores = {"hash": chave, "conteudo": dados, "tamanho": len(dados)}
            yield [valores[coluna] for coluna in tabela.colunas]


# ------------------------------------------------------------------ after


def _verificar(
    novo: Path, lido: Manifesto, relogio: Relogio, usuario: str, restauro: _Restauro, *, com_diferencas: bool
) -> Verificacao:
    """Open the new registry, which brings it to this version, and check all of it."""
    try:
        ctx = abertura.abrir(novo, relogio=relogio, usuario=usuario)
    except (ValueError, TypeError, LookupError, AttributeError) as erro:
        # Only what another engine stored is computed again on opening: a book nobody could read stops there.
        raise ErroDoAcervo(
            "O registro do acervo tem valores que não podem ser lidos, e não pôde ser calculado de novo. Nada foi "
            "criado; use outra cópia do acervo."
        ) from erro
    try:
        restauro.parte(_CARREGADO, _MIGRADO)(1, 1)
        with ctx.banco.leitura() as conexao:
            cabecas = guardado.cabecas(conexao)
        if cabecas._asdict() != {n: getattr(lido.livro, n) for n in cabecas._fields} and not com_diferencas:
            raise ErroDoAcervo(
                "O livro de atos do acervo não termina onde o manifesto diz (as cabeças das correntes diferem). Nada "
                "foi criado; use outra cópia do acervo."
            )
        usuarios.receber_do_acervo(ctx)
        verificado = verificacao.verificar(ctx, progresso=restauro.parte(_MIGRADO, 99))
    finally:
        abertura.fechar(ctx)
    if verificado.integra or com_diferencas:
        return verificado
    algumas = "; ".join(f"{d.objeto}: {d.detalhe}" for d in verificado.divergencias[:_ALGUMAS])
    raise ErroDoAcervo(
        f"O registro do acervo já tinha diferenças quando foi exportado ({len(verificado.divergencias)}; por exemplo: "
        f"{algumas}). Nada foi criado; para restaurá-lo assim mesmo, use importar-acervo com --com-diferencas."
    )
