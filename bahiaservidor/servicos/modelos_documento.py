"""What an órgão adjusts of its papers: heading and coat of arms, and the texts of each paper; by version, never erased.

An adjustment belongs to an órgão, or to the whole installation (``orgao_id`` 0), which the órgão's own replaces.  What
was issued keeps the bytes it had: an adjustment only reaches papers issued after it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Final

from ..documentos.modelos import OrgaoEmissor
from ..documentos.peca import Assinatura
from ..documentos.textos import ModeloTexto, campos_do_texto, ler_modelo, nomes_dos_modelos
from ..estatuto.erros import ErroDominio
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import guardados
from ..registro.consultas import modelos_documento as consultas
from .contexto import Contexto
from .permissoes import Permissao, exige

TIMBRE: Final = "timbre"
"""The adjustment that is not of a paper: heading and coat of arms."""

INSTALACAO: Final = 0
_MAIOR_BRASAO: Final = 2 * 1024 * 1024
_MAIOR_TEXTO: Final = 4000
_LADO_MAXIMO: Final = 6000
_MAIS_ASSINATURAS: Final = 4

ASSINAVEIS: Final = frozenset(
    {
        "aviso_convocacao", "aviso_posse", "certidao_tempo", "checklist_posse", "comunicacao_exercicio", "consulta",
        "ficha_funcional", "livro_documentos", "processo", "segunda_via",
    }
)  # fmt: skip
"""Papers signed by who works in the órgão.  Who signs the others is said by the law, the act or the servidor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersaoAjuste:
    """One version of an adjustment: who wrote it, when and why."""

    versao: int
    nota: str
    instante: datetime
    usuario: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextoAjustavel:
    """A text of a paper: as shipped, as adjusted (None when it is not), and the fields it may use."""

    chave: str
    original: str
    ajustado: str | None
    campos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuemAssina:
    """A line to sign on that the órgão fixed for a paper: who, of which cargo, in what quality."""

    nome: str
    cargo: str = ""
    qualidade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeloAjustavel:
    """A paper whose texts an órgão may adjust; ``herdado`` when what holds is the installation's.

    ``assinavel`` when the órgão may say who signs it (`ASSINAVEIS`).
    """

    nome: str
    titulo: str
    titulo_original: str
    versao: str
    textos: tuple[TextoAjustavel, ...]
    historico: tuple[VersaoAjuste, ...]
    herdado: bool
    assinam: tuple[QuemAssina, ...] = ()
    assinavel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timbre:
    """The heading of an órgão's papers; empty texts leave what is registered."""

    ente: str = ""
    nome: str = ""
    unidade: str = ""
    brasao: bytes | None = None


# ------------------------------------------------------------------ what papers use


def modelo(conexao: Conexao, nome: str, orgao_id: int) -> ModeloTexto:
    """Return the texts of a paper for an órgão: the shipped ones under its adjustment, whose version is printed."""
    original = ler_modelo(nome)
    ajuste = _vigente(conexao, nome, orgao_id)
    if ajuste is None:
        return original
    conteudo = json.loads(ajuste.conteudo)
    textos = {chave: texto for chave, texto in conteudo.get("textos", {}).items() if chave in original.textos}
    return replace(
        original,
        versao=f"{original.versao}.{ajuste.versao}",
        titulo=conteudo.get("titulo") or original.titulo,
        textos={**original.textos, **textos},
        assinam=tuple(Assinatura(quem.nome, quem.qualidade, quem.cargo) for quem in _quem_assina(ajuste)),
    )


def assinaturas(conexao: Conexao, nome: str, orgao_id: int, padrao: Sequence[Assinatura]) -> tuple[Assinatura, ...]:
    """Return the lines to sign on, the unnamed ones of ``padrao`` given to who the órgão says signs the paper."""
    return tuple(modelo(conexao, nome, orgao_id).assinar(*padrao))


def timbrar(conexao: Conexao, orgao: OrgaoEmissor, orgao_id: int) -> OrgaoEmissor:
    """Return the heading with what the órgão adjusted of it."""
    timbre = _timbre(conexao, orgao_id)
    if timbre is None:
        return orgao
    return replace(
        orgao,
        ente=timbre.ente or orgao.ente,
        nome=timbre.nome or orgao.nome,
        unidade=orgao.unidade or timbre.unidade or None,
        brasao=timbre.brasao,
    )


def _vigente(conexao: Conexao, nome: str, orgao_id: int) -> consultas.Ajuste | None:
    """Return the adjustment that holds: the órgão's, unless there is none or it was undone; then the installation's."""
    for dono in dict.fromkeys((orgao_id, INSTALACAO)):
        ajuste = consultas.ultimo(conexao, dono, nome)
        if ajuste is not None and ajuste.conteudo != "{}":
            return ajuste
    return None


def _timbre(conexao: Conexao, orgao_id: int) -> Timbre | None:
    ajuste = _vigente(conexao, TIMBRE, orgao_id)
    if ajuste is None:
        return None
    timbre = _ler_timbre(conexao, ajuste)
    if timbre.brasao is None and json.loads(ajuste.conteudo).get("brasao"):
        raise ErroDominio(
            "O brasão do órgão fica no arquivo de papéis, e não está mais lá. Nada foi feito; devolva esse arquivo ao "
            "lugar (há um em cada cópia de segurança) ou escolha o brasão de novo em Administração, Modelos."
        )
    return timbre


def _ler_timbre(conexao: Conexao, ajuste: consultas.Ajuste) -> Timbre:
    dados = json.loads(ajuste.conteudo)
    hash_ = dados.pop("brasao", "")
    return Timbre(**dados, brasao=guardados.achar(conexao, hash_) if hash_ else None)


# ------------------------------------------------------------------ what the screen uses


def listar(ctx: Contexto, *, orgao_id: int = INSTALACAO) -> tuple[ModeloAjustavel, ...]:
    """Return the papers whose texts can be adjusted, by title, with what holds for the órgão."""
    with ctx.banco.leitura() as conexao:
        modelos = [_ajustavel(conexao, nome, orgao_id) for nome in nomes_dos_modelos()]
    return tuple(sorted(modelos, key=lambda m: m.titulo_original))


def ler(ctx: Contexto, *, nome: str, orgao_id: int = INSTALACAO) -> ModeloAjustavel:
    """Return one paper's texts.  ErroDominio when there is no such paper."""
    _exigir(nome)
    with ctx.banco.leitura() as conexao:
        return _ajustavel(conexao, nome, orgao_id)


@exige(Permissao.ALTERAR_MODELOS)
def gravar(
    ctx: Contexto,
    *,
    nome: str,
    orgao_id: int = INSTALACAO,
    textos: Mapping[str, str],
    titulo: str = "",
    assinam: Sequence[QuemAssina] = (),
    nota: str = "",
    versao: int | None = None,
) -> int:
    """Keep a new version of the texts of a paper and return its number; a text equal to the shipped one is left out.

    ``versao`` is the last one the screen showed; None skips that check.  ErroDominio, with nothing kept, for a text
    that asks for a field the paper does not offer, has unbalanced braces, is empty or too long, or does not exist.
    """
    _exigir(nome)
    original = ler_modelo(nome)
    mudados: dict[str, str] = {}
    for chave, texto in textos.items():
        if chave not in original.textos:
            raise ErroDominio(f"O modelo “{original.titulo}” não tem o texto “{chave}”. Nada foi gravado.")
        if not texto.strip() or len(texto) > _MAIOR_TEXTO:
            raise ErroDominio(
                f"O texto “{chave}” precisa ter de 1 a {_MAIOR_TEXTO} caracteres. Nada foi gravado; para voltar ao "
                "texto do programa, use Restaurar."
            )
        sobram = campos_do_texto(texto, chave) - campos_do_texto(original.textos[chave], chave)
        if sobram:
            aceitos = ", ".join(sorted(campos_do_texto(original.textos[chave], chave))) or "nenhum"
            raise ErroDominio(
                f"O texto “{chave}” usa o campo “{sorted(sobram)[0]}”, que este documento não tem. Nada foi gravado; "
                f"campos aceitos: {aceitos}."
            )
        if texto.strip() != original.textos[chave].strip():
            mudados[chave] = colado(original.textos[chave], texto)
    conteudo: dict[str, object] = {"textos": mudados} if mudados else {}
    if titulo.strip() and titulo.strip() != original.titulo:
        conteudo["titulo"] = titulo.strip()[:120]
    if assinam and nome not in ASSINAVEIS:
        raise ErroDominio(
            f"Quem assina “{original.titulo}” é dito pelo ato ou pela lei, não pelo modelo. Nada foi gravado; tire os "
            "nomes."
        )
    if len(assinam) > _MAIS_ASSINATURAS or any(not quem.nome.strip() for quem in assinam):
        raise ErroDominio(
            f"Diga o nome de cada pessoa que assina, até {_MAIS_ASSINATURAS}. Nada foi gravado; complete a lista."
        )
    if assinam:
        conteudo["assinam"] = [
            {campo: getattr(quem, campo).strip() for campo in ("nome", "cargo", "qualidade")} for quem in assinam
        ]
    return _gravar(ctx, nome, orgao_id, conteudo, nota, versao)


def colado(original: str, texto: str) -> str:
    """Return an adjusted text with the space by which the shipped one joins what comes before or after it."""
    antes, depois = (" " if ponta == " " else "" for ponta in (original[:1], original[-1:]))
    return f"{antes}{texto.strip()}{depois}"


@exige(Permissao.ALTERAR_MODELOS)
def restaurar(ctx: Contexto, *, nome: str, orgao_id: int = INSTALACAO, nota: str = "") -> int:
    """Go back to what is shipped (or to the installation's, for an órgão) as a new version; return its number."""
    if nome != TIMBRE:
        _exigir(nome)
    return _gravar(ctx, nome, orgao_id, {}, nota, None)


def timbre(ctx: Contexto, *, orgao_id: int = INSTALACAO) -> Timbre:
    """Return the heading kept for the órgão itself, empty when there is none."""
    with ctx.banco.leitura() as conexao:
        ajuste = consultas.ultimo(conexao, orgao_id, TIMBRE)
        return Timbre() if ajuste is None or ajuste.conteudo == "{}" else _ler_timbre(conexao, ajuste)


@exige(Permissao.ALTERAR_MODELOS)
def gravar_timbre(ctx: Contexto, *, timbre: Timbre, orgao_id: int = INSTALACAO, nota: str = "") -> int:
    """Keep a new version of the heading and return its number.

    ErroDominio, with nothing kept, when the coat of arms is not a PNG or JPG of a sensible size.
    """
    if timbre.brasao is not None:
        conferir_imagem(timbre.brasao)
    conteudo: dict[str, object] = {
        campo: valor.strip()
        for campo, valor in (("ente", timbre.ente), ("nome", timbre.nome), ("unidade", timbre.unidade))
        if valor.strip()
    }
    return _gravar(ctx, TIMBRE, orgao_id, conteudo, nota, None, brasao=timbre.brasao)


def conferir_imagem(dados: bytes) -> None:
    """Raise ErroDominio unless the bytes are a whole PNG or JPG that can be printed."""
    import warnings

    from PIL import Image, UnidentifiedImageError

    if len(dados) > _MAIOR_BRASAO:
        raise ErroDominio("A imagem do brasão passa de 2 MB. Nada foi gravado; escolha uma menor.")
    try:
        with warnings.catch_warnings():
            # The library warns of sizes that are refused here, with other words.
            warnings.simplefilter("ignore")
            aberta = Image.open(BytesIO(dados), formats=("PNG", "JPEG"))
        with aberta as imagem:
            largura, altura = imagem.size
            if max(largura, altura) > _LADO_MAXIMO:
                raise ErroDominio(
                    f"A imagem do brasão tem {largura} × {altura} pontos. Nada foi gravado; escolha uma de até "
                    f"{_LADO_MAXIMO} de lado."
                )
            imagem.load()
    except Image.DecompressionBombError as erro:
        raise ErroDominio(
            f"A imagem do brasão tem pontos demais. Nada foi gravado; escolha uma de até {_LADO_MAXIMO} de lado."
        ) from erro
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as erro:
        raise ErroDominio(
            "O arquivo do brasão não é uma imagem PNG ou JPG inteira. Nada foi gravado; escolha outro arquivo."
        ) from erro


# ------------------------------------------------------------------ inside


def _quem_assina(ajuste: consultas.Ajuste | None) -> tuple[QuemAssina, ...]:
    if ajuste is None:
        return ()
    return tuple(QuemAssina(**quem) for quem in json.loads(ajuste.conteudo).get("assinam", ()))


def _exigir(nome: str) -> None:
    if nome not in nomes_dos_modelos():
        raise ErroDominio(f"Não há modelo de documento “{nome}”. Nada foi alterado.")


def _ajustavel(conexao: Conexao, nome: str, orgao_id: int) -> ModeloAjustavel:
    original = ler_modelo(nome)
    vigente = modelo(conexao, nome, orgao_id)
    historico = tuple(
        VersaoAjuste(versao=a.versao, nota=a.nota, instante=a.instante, usuario=a.usuario)
        for a in consultas.historico(conexao, orgao_id, nome)
    )
    proprio = consultas.ultimo(conexao, orgao_id, nome)
    return ModeloAjustavel(
        nome=nome,
        titulo=vigente.titulo,
        titulo_original=original.titulo,
        versao=vigente.versao,
        textos=tuple(
            TextoAjustavel(
                chave=chave,
                original=texto,
                ajustado=vigente.textos[chave] if vigente.textos[chave] != texto else None,
                campos=tuple(sorted(campos_do_texto(texto, chave))),
            )
            for chave, texto in original.textos.items()
        ),
        historico=historico,
        herdado=vigente.versao != original.versao and (proprio is None or proprio.conteudo == "{}"),
        assinam=_quem_assina(_vigente(conexao, nome, orgao_id)),
        assinavel=nome in ASSINAVEIS,
    )


@exige(Permissao.ALTERAR_MODELOS)
def _gravar(
    ctx: Contexto,
    nome: str,
    orgao_id: int,
    conteudo: dict[str, object],
    nota: str,
    versao: int | None,
    *,
    brasao: bytes | None = None,
) -> int:
    instante = ctx.relogio.agora()
    with ctx.banco.escrita() as conexao:
        anterior = consultas.ultimo(conexao, orgao_id, nome)
        ultima = anterior.versao if anterior is not None else 0
        if versao is not None and versao != ultima:
            raise ErroDominio(
                "Outra pessoa gravou uma versão deste modelo enquanto você o editava. Nada foi gravado; abra-o de novo "
                "e refaça a mudança."
            )
        if brasao is not None:
            conteudo = {**conteudo, "brasao": guardados.guardar_um(conexao, brasao)}
        texto = json.dumps(conteudo, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        id_ = consultas.inserir(
            conexao, orgao_id=orgao_id, nome=nome, versao=ultima + 1, conteudo=texto, nota=nota.strip(),
            instante=instante, usuario=ctx.usuario,
        )  # fmt: skip
        trilhar(
            conexao, instante=instante, usuario=ctx.usuario, acao="ajusta", objeto="modelo_documento", objeto_id=id_,
            detalhe=nome,
        )  # fmt: skip
    return ultima + 1
