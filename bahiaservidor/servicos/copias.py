"""Backups that prove themselves: made by hand and at the moments that matter, listed, proven again."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..registro import configuracao
from ..registro import copias as motor
from ..registro.auditoria import selar, trilhar
from ..registro.copias_papeis import os_de
from ..registro.disco import pasta_de_trabalho
from ..relogio import fuso_da_bahia
from . import copias_ajustes, copias_cifra, copias_obra, copias_papeis
from .contexto import Contexto
from .copias_ajustes import PASTA, Ajustes
from .copias_manifesto import PALAVRAS, Guardada, Manifesto, Motivo, apagar, confere, gravar, guardadas, reprovado
from .copias_obra import CopiaFeita, ErroDeCopia, Pedido, explicando
from .papeis_andamento import Cancelado, Progresso
from .permissoes import Permissao, caso_de_uso, exige, trabalho_do_programa

OBJETO: Final = "cópia de segurança"
_FALHA: Final = "copias_falha"
_ALHEIAS: Final = ("sessao_abertura",)
"""Tables whose rows are nothing to be lost: when the window was opened."""
_UM_DIA: Final = timedelta(days=1)

_vez = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situacao:
    """What the bottom bar says of copies: the last proven one, whether it is too old, what went wrong since."""

    ultima: Guardada | None
    atrasada: bool
    dias: int
    falha: str
    sem_segundo: str = ""

    @property
    def bem(self) -> bool:
        """Tell whether there is nothing to worry about."""
        return self.ultima is not None and not self.atrasada and not self.falha


@dataclass(frozen=True, slots=True, kw_only=True)
class Prova:
    """What came of proving a copy again, by folder: empty words where it passed."""

    guardada: Guardada
    por_pasta: tuple[tuple[Path, str], ...]

    @property
    def passou(self) -> bool:
        """Tell whether it passed everywhere."""
        return not any(falha for _, falha in self.por_pasta)


def arquivo_do_registro(ctx: Contexto) -> Path:
    """Return the file of the open registry.  Raises ErroDeCopia for one in memory."""
    if ctx.banco.caminho is None:
        raise ErroDeCopia("O registro está só na memória, e não há arquivo a copiar. Nada foi feito.")
    return ctx.banco.caminho


def pastas(ctx: Contexto, ajustes: Ajustes | None = None) -> tuple[Path, ...]:
    """Return where copies of the open registry may be: the destinations, and the folder beside it."""
    registro = arquivo_do_registro(ctx)
    destinos = (ajustes or copias_ajustes.ler(ctx)).pastas(registro)
    return tuple(dict.fromkeys((*destinos, registro.parent / PASTA)))


# ------------------------------------------------------------------ making


def copiar(
    ctx: Contexto,
    *,
    motivo: Motivo = Motivo.PEDIDO,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> CopiaFeita:
    """Seal the registry, copy it as it is at one moment, prove the copy, and thin the earlier ones.

    Only who asks for one needs the permission: those that the program makes by itself are made for everybody.
    ErroDominio, with the registry and the earlier copies as they were, and the failure kept for the bottom bar.
    """
    with caso_de_uso(ctx, Permissao.COPIAR) if motivo is Motivo.PEDIDO else _do_programa(ctx):
        return _copiar(ctx, motivo, progresso, cancelado)


def _do_programa(ctx: Contexto) -> AbstractContextManager[None]:
    """Return the scope of what the program does by itself, even with the screen locked."""
    return trabalho_do_programa(ctx)


def _copiar(ctx: Contexto, motivo: Motivo, progresso: Progresso | None, cancelado: Cancelado | None) -> CopiaFeita:
    registro = arquivo_do_registro(ctx)
    with _vez:
        ajustes = copias_ajustes.ler(ctx)
        try:
            _selar(ctx, motivo)
            pedido = Pedido(
                registro=registro, ajustes=ajustes, instante=ctx.relogio.agora(), motivo=motivo, usuario=ctx.usuario,
                papeis=os_de(ctx.banco),
            )  # fmt: skip
            return copias_obra.fazer(pedido, progresso=progresso, cancelado=cancelado)
        except ErroDominio as erro:
            if cancelado is None or not cancelado():
                _anotar_falha(ctx, motivo, erro)
            raise


@exige(Permissao.COPIAR)
def _anotar(ctx: Contexto, acao: str, detalhe: str) -> None:
    if not ctx.banco.somente_leitura:
        with ctx.banco.escrita() as conexao:
            trilhar(
                conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao=acao, objeto=OBJETO, detalhe=detalhe
            )


@exige(Permissao.COPIAR)
def _selar(ctx: Contexto, motivo: Motivo) -> None:
    # The attempt and the seal are written before: the copy has them, and after it nothing is left to be written.
    if ctx.banco.somente_leitura:
        return
    with ctx.banco.escrita() as conexao:
        agora = ctx.relogio.agora()
        trilhar(conexao, instante=agora, usuario=ctx.usuario, acao="copia", objeto=OBJETO, detalhe=motivo)
        selar(conexao, instante=agora, motivo=f"Cópia de segurança: {PALAVRAS[motivo].lower()}")


@exige(Permissao.COPIAR)
def _anotar_falha(ctx: Contexto, motivo: Motivo, erro: ErroDominio) -> None:
    if ctx.banco.somente_leitura:
        return
    # The disk that refused the copy may refuse this too: then the bottom bar shows only how old the last one is.
    with suppress(ErroDominio), ctx.banco.escrita() as conexao:
        agora = ctx.relogio.agora()
        trilhar(conexao, instante=agora, usuario=ctx.usuario, acao="falha", objeto=OBJETO, detalhe=motivo)
        # Trail for ever, words only until the next copy: they may name folders.
        ultima = next((g.manifesto.arquivo for g in listar(ctx)), "")
        dita = {"frase": erro.mensagem, "depois_de": ultima, "em": agora.isoformat()}
        configuracao.gravar(conexao, _FALHA, json.dumps(dita, ensure_ascii=False))


def _ainda_vale(falha: dict[str, str], todas: tuple[Guardada, ...]) -> bool:
    """Tell whether no copy was made after a failure; by the clock only where there was none to compare with."""
    if not todas or todas[0].manifesto.arquivo == falha["depois_de"]:
        return True
    return not falha["depois_de"] and todas[0].manifesto.instante.isoformat() < falha["em"]


# ------------------------------------------------------------------ knowing


def listar(ctx: Contexto) -> tuple[Guardada, ...]:
    """Return the copies of the open registry that can be reached, the latest first."""
    with ctx.banco.leitura() as conexao:
        registro = configuracao.primeira_entrada(conexao)
    return tuple(guardadas(pastas(ctx), registro))


def situacao(ctx: Contexto) -> Situacao:
    """Return what there is to say of copies now, also to nobody: the bottom bar is there while the screen is locked."""
    with _do_programa(ctx):
        return _situacao(ctx)


def _situacao(ctx: Contexto) -> Situacao:
    ajustes = copias_ajustes.ler(ctx)
    todas = listar(ctx)
    ultima = next((g for g in todas if g.manifesto.provada), None)
    with ctx.banco.leitura() as conexao:
        guardada = configuracao.ler(conexao, _FALHA)
    falha = ""
    with suppress(ValueError, KeyError, TypeError):
        dita = json.loads(guardada or "{}")
        falha = dita["frase"] if _ainda_vale(dita, todas) else ""
    idade = ctx.relogio.agora() - ultima.manifesto.instante if ultima is not None else timedelta()
    falha = falha or _papeis_maus(ctx, ajustes)
    segundo = ajustes.segundo and not Path(ajustes.segundo).is_dir()
    return Situacao(
        ultima=ultima, atrasada=abs(idade) > ajustes.dias_de_alerta * _UM_DIA, dias=abs(idade).days, falha=falha,
        sem_segundo=ajustes.segundo if segundo else "",
    )  # fmt: skip


def _papeis_maus(ctx: Contexto, ajustes: Ajustes) -> str:
    for pasta in pastas(ctx, ajustes):
        if maus := copias_papeis.conferencia(pasta).maus:
            return (
                f"De “{pasta}”, {maus} papéis copiados não são mais o que eram. Os do registro continuam como estão; "
                "tire dali o arquivo de papéis e faça outra cópia, que o refaz; se voltar a acontecer, troque o disco."
            )
    return ""


def devida(ctx: Contexto) -> bool:
    """Tell whether today has no copy yet, or the last one is a day old, whichever way the clock went."""
    ultima = next((g.manifesto.instante for g in listar(ctx) if g.manifesto.provada), None)
    if ultima is None:
        return True
    agora, fuso = ctx.relogio.agora(), fuso_da_bahia()
    return ultima.astimezone(fuso).date() != agora.astimezone(fuso).date() or abs(agora - ultima) >= _UM_DIA


def mudou_desde_a_ultima(ctx: Contexto) -> bool:
    """Tell whether anything was written after the last proven copy."""
    ultima = next((g.manifesto for g in listar(ctx) if g.manifesto.provada), None)
    if ultima is None:
        return True
    agora, entao = motor.retrato_do_arquivo(arquivo_do_registro(ctx)), ultima.retrato
    return _sem_alheias(agora) != _sem_alheias(entao)


def _sem_alheias(retrato: motor.Retrato) -> motor.Retrato:
    return replace(retrato, contagens={t: n for t, n in retrato.contagens.items() if t not in _ALHEIAS})


# ------------------------------------------------------------------ automatic


def diaria(ctx: Contexto, progresso: Progresso | None = None, cancelado: Cancelado | None = None) -> CopiaFeita | None:
    """Make the copy of the day when it is due, and read again the papers copied that are due; None without a copy."""
    with _do_programa(ctx):
        feita = copiar(ctx, motivo=Motivo.DIARIA, progresso=progresso, cancelado=cancelado) if devida(ctx) else None
        if feita is None:
            espelhar(ctx)
        conferir_papeis(ctx)
        return feita


def devida_ou_em_dia(ctx: Contexto) -> bool:
    """Tell whether the copy of the day is due; when it is not, do what else the day asks for."""
    with _do_programa(ctx):
        if devida(ctx):
            return True
        diaria(ctx)
        return False


def ao_fechar(
    ctx: Contexto, progresso: Progresso | None = None, cancelado: Cancelado | None = None
) -> CopiaFeita | None:
    """Make the copy of the closing when something was written since the last one; None otherwise."""
    with _do_programa(ctx):
        if ctx.banco.caminho is None or ctx.banco.somente_leitura or not mudou_desde_a_ultima(ctx):
            return None
        return copiar(ctx, motivo=Motivo.FECHAMENTO, progresso=progresso, cancelado=cancelado)


def antes_de_importar(ctx: Contexto, cancelado: Cancelado | None = None) -> CopiaFeita | None:
    """Make the copy to go back to if what is to come in was a mistake; None when the last one has all there is.

    Raises ErroDeCopia: without that copy nothing comes in.
    """
    if ctx.banco.caminho is None or ctx.banco.somente_leitura or not mudou_desde_a_ultima(ctx):
        return None
    try:
        return copiar(ctx, motivo=Motivo.IMPORTACAO, cancelado=cancelado)
    except ErroDominio as erro:
        raise ErroDeCopia(f"Nada foi importado, porque antes se copia o registro. {erro.mensagem}") from erro


def espelhar(ctx: Contexto) -> bool:
    """Bring the latest proven copy to a second destination that was away when it was made; tell whether it went."""
    destinos = copias_ajustes.ler(ctx).pastas(arquivo_do_registro(ctx))
    ultima = next((g for g in listar(ctx) if g.manifesto.provada), None)
    if ultima is None or len(destinos) < 2:
        return False
    de = ultima.pastas[0]
    faltam = [p for p in destinos if p not in ultima.pastas and p.is_dir()]
    for pasta in faltam:
        with suppress(ErroDominio), explicando(pasta):
            copias_obra.levar(ultima.manifesto, de, pasta)
            papeis = os_de(ctx.banco)
            if papeis is not None:
                recipiente = copias_ajustes.ler(ctx).recipiente
                copias_papeis.copiar(papeis, pasta, arquivo_do_registro(ctx), recipiente=recipiente)
    return bool(faltam)


def conferir_papeis(ctx: Contexto) -> dict[Path, copias_papeis.Conferencia]:
    """Read the papers copied that are due (a sample a day, all a week); return what was read, by folder."""
    lidas = {}
    for pasta in pastas(ctx):
        if not pasta.is_dir():
            continue
        with explicando(pasta, "Os papéis copiados não puderam ser conferidos"):
            lida = copias_papeis.conferir(pasta, arquivo_do_registro(ctx), agora=ctx.relogio.agora())
        if lida is not None:
            lidas[pasta] = lida
    return lidas


# ------------------------------------------------------------------ proving again


@exige(Permissao.COPIAR)
def provar(ctx: Contexto, *, guardada: Guardada, frase: str = "", cancelado: Cancelado | None = None) -> Prova:
    """Rehearse a copy again wherever it is, and write beside it what came of that.

    An encrypted one needs the passphrase: it is opened in a private folder beside the registry, which then goes.
    ErroDominio, with the manifest as it was, for a passphrase that does not open it or a disk that cannot be reached.
    """
    registro, instante = arquivo_do_registro(ctx), ctx.relogio.agora()
    identidade: Any = None
    if guardada.manifesto.cifrada:
        identidade = copias_cifra.abrir_chave(chave_de(ctx, guardada), frase)
    resultado = []
    for pasta in guardada.pastas:
        with explicando(pasta, "A cópia não pôde ser provada"):
            falha = provar_em(pasta, guardada.manifesto, registro, identidade, cancelado)
            novo = (
                reprovado(guardada.manifesto, falha)
                if falha
                else replace(
                    guardada.manifesto, provada_em=instante, como="provada de novo, do começo ao fim", falha=""
                )
            )
            gravar(pasta, novo)
        resultado.append((pasta, falha))
    feita = Prova(guardada=guardada, por_pasta=tuple(resultado))
    _anotar(ctx, "prova" if feita.passou else "reprova", guardada.manifesto.arquivo)
    return feita


def provar_em(
    pasta: Path, manifesto: Manifesto, registro: Path, identidade: Any, cancelado: Cancelado | None = None
) -> str:
    """Return why a copy is not good, empty when it is, opened beside ``registro``.  Raises OSError, Desistencia."""
    if not confere(pasta, manifesto):
        return "o arquivo não é, byte por byte, o que foi provado quando a cópia foi feita"
    with pasta_de_trabalho(registro.parent) as obra:
        try:
            aberta = copias_cifra.aberta_em(obra, pasta, manifesto, identidade, registro)
            nova = obra / "restaurada.sqlite3"
            motor.ensaiar(aberta, nova, manifesto.retrato, ruins=manifesto.ruins, parar=cancelado)
            # There is time for what is not asked of each copy: every entry, page of the trail and seal by its hash.
            motor.conferir_livro(nova)
        except motor.CopiaReprovada as erro:
            return erro.mensagem
    return ""


def chave_de(ctx: Contexto | None, guardada: Guardada) -> str:
    """Return the key file that goes with an encrypted copy, or the one in the settings.  Raises ErroDeCopia."""
    candidatas = [chave for pasta in guardada.pastas for chave in copias_cifra.chaves_em(pasta)]
    if ctx is not None:
        candidatas.append(copias_ajustes.ler(ctx).chave)
    for chave in candidatas:
        if copias_cifra.impressao(chave) == guardada.manifesto.chave:
            return chave
    raise ErroDeCopia(
        f"Falta ao lado da cópia cifrada o arquivo da chave (“{copias_cifra.ARQUIVO_DA_CHAVE}”), e sem ele a frase não "
        "a abre. Nada foi alterado; traga-o do outro destino das cópias."
    )


# ------------------------------------------------------------------ encryption


@exige(Permissao.CONFIGURAR)
def cifrar(ctx: Contexto, *, frase: str) -> None:
    """Encrypt copies from now on with a new key that the passphrase opens.  Raises ErroDeFrase."""
    recipiente, chave = copias_cifra.criar_chave(frase)
    copias_ajustes.gravar(ctx, ajustes=replace(copias_ajustes.ler(ctx), recipiente=recipiente, chave=chave))


@exige(Permissao.CONFIGURAR)
def deixar_de_cifrar(ctx: Contexto) -> None:
    """Make plain copies from now on; those encrypted stay so, and their key stays beside them."""
    copias_ajustes.gravar(ctx, ajustes=replace(copias_ajustes.ler(ctx), recipiente="", chave=""))


@exige(Permissao.COPIAR)
def descartar(ctx: Contexto, *, guardada: Guardada) -> bool:
    """Take away a copy that failed its proof, because the clerk said so; tell whether all of it went.

    ErroDeCopia for one that is good: those go by themselves, as the settings say.
    """
    if guardada.manifesto.provada:
        raise ErroDeCopia(
            "Esta cópia está provada, e as provadas só saem pelas regras de quantas ficam. Nada foi apagado; mude "
            "essas regras nos ajustes das cópias."
        )
    _anotar(ctx, "descarta", guardada.manifesto.arquivo)
    foram = [apagar(pasta, guardada.manifesto) for pasta in guardada.pastas]
    return all(foram)
