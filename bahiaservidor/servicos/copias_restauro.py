"""Going back to a copy: what is in it, what would be lost, and the exchange of one file for the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from .. import __version__
from ..arquivos import conferir_destino
from ..estatuto.erros import ErroDominio
from ..registro import chaves, configuracao
from ..registro import copias as motor
from ..registro import copias_papeis as blocos
from ..registro import copias_perdas as perdas
from ..registro.auditoria import trilhar
from ..registro.banco import ESQUEMA, Banco
from ..registro.disco import pasta_de_trabalho, resumo_do_arquivo
from ..registro.papeis_guardados import caminho_dos_papeis
from ..registro.restauro import trocar
from ..relogio import Relogio
from . import copias_ajustes, copias_cifra, copias_papeis
from .acervo_textos import especie_da_entrada
from .contexto import Contexto
from .copias import OBJETO, arquivo_do_registro, chave_de
from .copias_manifesto import MANIFESTO, Guardada, Manifesto, Motivo, ler, manifestos
from .copias_obra import ErroDeCopia, explicando
from .papeis_andamento import Progresso
from .permissoes import Permissao, exige

_NAO_LIDA: Final = "A cópia não pôde ser aberta"
CONFIRMACAO: Final = "RESTAURAR"
"""What is typed before a registry is exchanged for a copy."""

_CONTADAS: Final = {
    "servidor": "Pessoas", "vinculo": "Vínculos", "ato": "Entradas do livro",
    "documento_emitido": "Documentos emitidos", "anexo": "Arquivos anexados", "minuta": "Minutas",
    "concurso": "Concursos", "cargo": "Cargos", "usuario": "Usuários", "trilha": "Linhas da trilha",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Contada:
    """How many of something the copy has, and the registry now (None when it cannot be read)."""

    rotulo: str
    na_copia: int
    agora: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoPerdido:
    """An entry of the book that the copy has not."""

    numero: int
    especie: str
    pessoa: str
    matricula: str
    instante: datetime
    autor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapelPerdido:
    """A paper issued that the copy has not."""

    titulo: str
    instante: datetime
    autor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exame:
    """A copy against the registry of now.  Counts are of all that would be lost; the lists have the latest of it.

    ``de_outro`` tells that the copy is of another registry; ``ilegivel`` says why the registry of now cannot be read.
    """

    guardada: Guardada
    contadas: tuple[Contada, ...]
    atos: int = 0
    papeis: int = 0
    atos_perdidos: tuple[AtoPerdido, ...] = ()
    papeis_perdidos: tuple[PapelPerdido, ...] = ()
    de_outro: bool = False
    ilegivel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restaurado:
    """What was put in place, and where what was there is; None when there was nothing."""

    registro: Path
    manifesto: Manifesto
    guardado: Path | None
    papeis: int


def de_arquivo(caminho: Path) -> Guardada:
    """Return the copy in a file that somebody chose, with its manifest, or with what is read in it without one.

    Raises ErroDominio for what is no copy.
    """
    if caminho.is_file():
        lido = ler(caminho.with_name(caminho.name + MANIFESTO))
        if lido is not None:
            return Guardada(manifesto=lido, pastas=(caminho.absolute().parent,))
    else:
        raise ErroDeCopia(f"A cópia “{caminho}” não existe. Nada foi alterado; confira o nome do arquivo.")
    if caminho.suffix == ".age":
        raise ErroDeCopia(
            f"Falta ao lado de “{caminho.name}” o arquivo “{caminho.name}{MANIFESTO}”, que diz o que há na cópia "
            "cifrada. Nada foi alterado; traga os dois para a mesma pasta."
        )
    retrato = motor.retrato_do_arquivo(caminho)
    with explicando(caminho.parent, _NAO_LIDA):
        soma, visto = resumo_do_arquivo(caminho), caminho.stat()
    manifesto = Manifesto(
        arquivo=caminho.name, sequencia=0, instante=datetime.fromtimestamp(visto.st_mtime).astimezone(),
        motivo=Motivo.PEDIDO, usuario="", programa=__version__, retrato=retrato, tamanho=visto.st_size, sha256=soma,
        sha256_aberto=soma, cifrada=False, provada_em=None, como="",
    )  # fmt: skip
    return Guardada(manifesto=manifesto, pastas=(caminho.absolute().parent,))


def ha_copias(registro: Path) -> bool:
    """Tell whether there are copies in the folder beside a registry, which may not be readable itself."""
    return bool(manifestos(registro.absolute().parent / copias_ajustes.PASTA))


# ------------------------------------------------------------------ before


@exige(Permissao.RESTAURAR)
def examinar(ctx: Contexto, *, guardada: Guardada, frase: str = "") -> Exame:
    """Return what is in a copy and what of the open registry would be lost by going back to it.

    ErroDominio for a passphrase that does not open it, or a copy that cannot be read.
    """
    registro = arquivo_do_registro(ctx)
    agora = motor.retrato_do_arquivo(registro)
    manifesto = guardada.manifesto
    if manifesto.retrato.registro != agora.registro:
        return Exame(
            guardada=guardada, contadas=_contadas(manifesto, agora), atos=agora.contagens.get("ato", 0),
            papeis=agora.contagens.get("documento_emitido", 0), de_outro=True,
        )  # fmt: skip
    with _aberta(ctx, guardada, registro, frase) as (aberta, _), ctx.banco.leitura() as conexao:
        pontos = perdas.pontos_comuns(conexao, aberta)
        atos, papeis = perdas.quantos_depois(conexao, pontos)
        linhas = perdas.atos_depois(conexao, pontos)
        emitidos = perdas.papeis_depois(conexao, pontos)
    return Exame(
        guardada=guardada,
        contadas=_contadas(manifesto, agora),
        atos=atos,
        papeis=papeis,
        atos_perdidos=tuple(
            AtoPerdido(
                numero=x.id, especie=especie_da_entrada(x.tipo, x.sujeito_tipo), pessoa=x.pessoa or "",
                matricula=x.matricula or "", instante=x.registrado_em, autor=x.registrado_por,
            )
            for x in linhas
        ),
        papeis_perdidos=tuple(
            PapelPerdido(titulo=x.titulo, instante=x.emitido_em, autor=x.emitido_por) for x in emitidos
        ),
    )  # fmt: skip


def examinar_sem_registro(*, guardada: Guardada, porque: str) -> Exame:
    """Return what is in a copy when the registry of now is missing or cannot be read."""
    return Exame(guardada=guardada, contadas=_contadas(guardada.manifesto, None), ilegivel=porque)


def _contadas(manifesto: Manifesto, agora: motor.Retrato | None) -> tuple[Contada, ...]:
    return tuple(
        Contada(
            rotulo=rotulo,
            na_copia=manifesto.retrato.contagens.get(tabela, 0),
            agora=None if agora is None else agora.contagens.get(tabela, 0),
        )
        for tabela, rotulo in _CONTADAS.items()
    )


@contextmanager
def _aberta(ctx: Contexto | None, guardada: Guardada, registro: Path, frase: str) -> Iterator[tuple[Path, Any]]:
    """Give the registry in a copy, whole, as it was proven, and the key that opened it."""
    identidade = copias_cifra.abrir_chave(chave_de(ctx, guardada), frase) if guardada.manifesto.cifrada else None
    with explicando(registro.parent, _NAO_LIDA), pasta_de_trabalho(registro.parent) as obra:
        try:
            aberta = copias_cifra.aberta_em(obra, guardada.pastas[0], guardada.manifesto, identidade, registro)
            if not guardada.manifesto.cifrada and resumo_do_arquivo(aberta) != guardada.manifesto.sha256:
                raise motor.CopiaReprovada("o arquivo não é o que foi provado quando a cópia foi feita")
        except motor.CopiaReprovada as erro:
            raise _reprovada(guardada, erro) from erro
        yield aberta, identidade


def _reprovada(guardada: Guardada, erro: ErroDominio) -> ErroDeCopia:
    return ErroDeCopia(
        f"A cópia “{guardada.manifesto.arquivo}” não está boa: {erro.mensagem.rstrip('.')}. O registro continua como "
        "estava; use outra cópia."
    )


# ------------------------------------------------------------------ the exchange


@exige(Permissao.RESTAURAR)
def restaurar(ctx: Contexto, *, guardada: Guardada, frase: str = "", progresso: Progresso | None = None) -> Restaurado:
    """Put the registry of a copy where the open one is, and close the context: whoever called opens it again.

    What was there stays beside it.  The attempt is in the trail of the old registry, what was done in the new one's.
    ErroDominio, with the old registry in its place, for a copy that does not pass its proof, or when another program
    has the registry open; the context may be closed then too.
    """
    registro = arquivo_do_registro(ctx)
    conferir_destino(registro)
    if not ctx.banco.somente_leitura:
        with ctx.banco.escrita() as conexao:
            trilhar(
                conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="tenta restaurar", objeto=OBJETO,
                detalhe=guardada.manifesto.arquivo,
            )  # fmt: skip
    with ctx.banco.leitura() as conexao:
        ajustes = configuracao.ler(conexao, copias_ajustes.CHAVE)
    return _Troca(
        ctx=ctx, registro=registro, guardada=guardada, frase=frase, relogio=ctx.relogio, usuario=ctx.usuario,
        ajustes=ajustes, progresso=progresso,
    ).fazer()  # fmt: skip


def restaurar_no_lugar(
    *,
    registro: Path,
    guardada: Guardada,
    relogio: Relogio,
    usuario: str,
    frase: str = "",
    progresso: Progresso | None = None,
) -> Restaurado:
    """Put the registry of a copy where one is missing, or is too damaged to be opened; what is there stays beside it.

    Nobody's permission can be asked of a registry that cannot be read: who can write its file can do this.  Raises
    ErroDominio, as `restaurar` does.
    """
    return _Troca(
        ctx=None, registro=registro, guardada=guardada, frase=frase, relogio=relogio, usuario=usuario, ajustes=None,
        progresso=progresso,
    ).fazer()  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Troca:
    ctx: Contexto | None
    registro: Path
    guardada: Guardada
    frase: str
    relogio: Relogio
    usuario: str
    ajustes: str | None
    progresso: Progresso | None

    def fazer(self) -> Restaurado:
        registro, manifesto = self.registro, self.guardada.manifesto
        if manifesto.retrato.esquema > ESQUEMA:
            raise ErroDeCopia(
                f"A cópia “{manifesto.arquivo}” é de uma versão mais nova do programa (esquema "
                f"{manifesto.retrato.esquema}; este programa lê até o {ESQUEMA}). O registro continua como estava; "
                "atualize o programa para restaurá-la."
            )
        with (
            _aberta(self.ctx, self.guardada, registro, self.frase) as (aberta, identidade),
            pasta_de_trabalho(registro.parent) as obra,
        ):
            nova = obra / "restaurada.sqlite3"
            self._avancar(20)
            try:
                motor.ensaiar(aberta, nova, manifesto.retrato, ruins=manifesto.ruins)
            except motor.CopiaReprovada as erro:
                raise _reprovada(self.guardada, erro) from erro
            self._avancar(60)
            # The name the clerk will look for: when it was replaced, in UTC as the copies'.
            final = f"antes-de-restaurar-{self.relogio.agora():%Y%m%dT%H%M%SZ}"
            guardado = registro.with_name(f"{registro.stem}.{final}{registro.suffix}")
            papeis = self._papeis(nova, identidade, guardado)
            self._assinar(nova, guardado)
            self._avancar(90)
            if self.ctx is not None:
                # What was seen until now belongs to the trail of the registry that goes.
                if self.ctx.acessos is not None:
                    self.ctx.acessos.fechar(self.ctx)
                    self.ctx.acessos = None
                self.ctx.banco.fechar()
            havia = trocar(registro=registro, novo=nova, guardado=guardado)
            chaves.herdar(guardado, de=registro)
            chaves.herdar(registro, de=nova)
        self._avancar(100)
        return Restaurado(registro=registro, manifesto=manifesto, guardado=guardado if havia else None, papeis=papeis)

    def _papeis(self, nova: Path, identidade: Any, guardado: Path) -> int:
        """Bring back the papers that the copy's registry names and are not beside the registry any more."""
        migrados = caminho_dos_papeis(nova)
        # Their name says whether they are encrypted: as the registry that comes, not as the one that goes.
        lugar = self.registro.with_name(migrados.name.replace(nova.stem, self.registro.stem, 1))
        chaves.herdar(lugar, de=nova)
        numero = blocos.identidade(nova)
        if lugar.exists() and blocos.identidade(lugar) != numero:
            if self._do_mesmo_registro():
                blocos.identificar(nova, blocos.identidade(lugar))
            else:
                lugar.replace(caminho_dos_papeis(guardado))
        havia = lugar.exists()
        vieram = blocos.copiar_novos(migrados, lugar) if migrados.exists() else 0
        for pasta in self.guardada.pastas:
            vieram += copias_papeis.devolver(pasta, lugar, self.registro, identidade, novo=nova)
        if not havia and lugar.exists():
            blocos.identificar(lugar, numero)
        return vieram

    def _do_mesmo_registro(self) -> bool:
        try:
            return motor.retrato_do_arquivo(self.registro).registro == self.guardada.manifesto.retrato.registro
        except ErroDominio:
            return True  # it cannot be read: the papers beside it are taken for what they seem

    def _assinar(self, nova: Path, guardado: Path) -> None:
        banco = Banco.abrir(nova, criar=False)
        try:
            with banco.escrita() as conexao:
                trilhar(
                    conexao, instante=self.relogio.agora(), usuario=self.usuario, acao="restaura", objeto=OBJETO,
                    detalhe=f"{self.guardada.manifesto.arquivo}; o substituído ficou em {guardado.name}",
                )  # fmt: skip
                # Where copies go, and how they are encrypted, is of today and not of the day of the copy.
                if self.ajustes is not None:
                    configuracao.gravar(conexao, copias_ajustes.CHAVE, self.ajustes)
        finally:
            banco.fechar()

    def _avancar(self, centesimos: int) -> None:
        if self.progresso is not None:
            with suppress(ErroDominio):
                self.progresso(centesimos, 100)
