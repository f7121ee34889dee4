"""Judging the items of a reading against the book: is it there already, does the law admit it, what must come first."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..estatuto import canonico
from ..estatuto.atos.base import Ato, Requisito, Sujeito
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.emendas import efetivos
from ..estatuto.erros import ErroConteudo, ErroDominio
from ..estatuto.quadro import SituacaoCargo
from ..intercambio.diario_oficial import AtoReferido
from ..registro.conexao import Conexao
from ..registro.consultas import diario as consultas
from . import emendas_exame as exame
from .contexto import Contexto
from .diario_rascunho import Rascunho
from .emendas_julgamento import examinar
from .emendas_palavras import nome_do_ato
from .julgamento import preparar
from .lote import Lote
from .provimento import exigir_acontecido
from .tipos import PedidoAto
from .tipos.diario import AlvoPossivel
from .tipos.emendas import PedidoEmenda

ENCERRAM: Final = frozenset(
    {
        "tornar_sem_efeito", "exoneracao_de_oficio", "exoneracao_a_pedido", "exoneracao_a_juizo", "aposentadoria",
        "demissao", "vacancia_posse_inacumulavel", "vacancia_outra", "disponibilidade", "dispensa",
        "fim_substituicao", "fim_readaptacao", "falecimento", "anulacao", "revogacao",
    }
)  # fmt: skip
"""What frees a post or a person: on one day it enters before what fills them."""

_ALVOS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Veredito:
    """What the law and the book say of an item.

    ``repetido`` says where it is already; ``cargo`` is that whose post it takes or frees, with how many are ``livres``
    (None when no limit is recorded).
    """

    faltas: tuple[str, ...] = ()
    duvidas: tuple[str, ...] = ()
    recusa: Requisito | None = None
    reservas: int = 0
    repetido: str = ""
    alvos: tuple[AlvoPossivel, ...] = ()
    emenda: PedidoEmenda | None = None
    cargo: int | None = None
    livres: int | None = None


class Juiz:
    """Judges the items of one reading inside one transaction: each life is read once."""

    def __init__(self, ctx: Contexto, conexao: Conexao, hoje: date) -> None:
        self._ctx = ctx
        self._conexao = conexao
        self._hoje = hoje
        self._lote = Lote.abrir(conexao, ctx.regimes)

    def julgar(self, rascunho: Rascunho, referido: AtoReferido | None) -> Veredito:
        """Return the verdict on a draft."""
        if rascunho.emenda is not None:
            return self._da_emenda(rascunho, rascunho.emenda, referido)
        if rascunho.pedido is not None:
            return self._do_ato(rascunho.pedido)
        return Veredito()

    # ------------------------------------------------------------ acts

    def _do_ato(self, pedido: PedidoAto) -> Veredito:
        ato = POR_TIPO[pedido.tipo]
        problemas = canonico.problemas(ato.conteudo, pedido.conteudo)
        sem_pessoa = pedido.servidor_id is None and pedido.pessoa is None and ato.sujeito is not Sujeito.CARGO
        if problemas or sem_pessoa:
            return Veredito(faltas=tuple(_em_palavras(pedido.tipo, erro) for erro in problemas))
        conteudo = canonico.ler(ato.conteudo, pedido.conteudo)
        try:
            exigir_acontecido(pedido, self._hoje)
            preparo = preparar(self._ctx, self._lote, pedido, conteudo, self._hoje)
        except ErroDominio as erro:
            return Veredito(faltas=(erro.mensagem,))
        vinculo = preparo.julgamento.vinculo
        cargo = getattr(conteudo, "cargo", None)
        if cargo is None and pedido.tipo in ENCERRAM and vinculo is not None:
            cargo = vinculo.cargo
        data = ato.data_de(conteudo)
        feito = next((a for a in self._efetivos(pedido.servidor_id) if a.tipo == pedido.tipo and a.data == data), None)
        return Veredito(
            recusa=preparo.julgamento.recusa,
            reservas=len(preparo.julgamento.reservas),
            repetido=self._onde_esta(feito) if feito is not None else "",
            cargo=cargo,
            livres=_livres(preparo.contexto.cargo),
        )

    def _efetivos(self, servidor_id: int | None) -> tuple[Ato, ...]:
        return efetivos(self._lote.ler(servidor_id).atos) if servidor_id is not None else ()

    def _onde_esta(self, ato: Ato) -> str:
        papel = consultas.papeis_dos_atos(self._conexao, (ato.id,)).get(ato.id)
        por = f" ({papel.tipo}{f' nº {papel.numero}' if papel.numero else ''})" if papel is not None else ""
        return f"Já está no livro: {nome_do_ato(ato)}{por}."

    # ------------------------------------------------------------ corrections

    def _da_emenda(self, rascunho: Rascunho, emenda: PedidoEmenda, referido: AtoReferido | None) -> Veredito:
        alvos: tuple[AlvoPossivel, ...] = ()
        if rascunho.servidor_id is not None:
            alvos = self._alvos(rascunho.servidor_id, referido)
        if not emenda.ato_id:
            certos = [a for a in alvos if a.certo]
            if len(certos) != 1:
                falta = (
                    "Escolha o ato de que o texto fala." if alvos else "O ato de que o texto fala não está no livro."
                )
                return Veredito(faltas=(falta,) if rascunho.servidor_id is not None else (), alvos=alvos)
            emenda = replace(emenda, ato_id=certos[0].ato_id)
        try:
            alvo = exame.abrir(self._conexao, emenda.ato_id)
            faltam = exame.incompletos(alvo, emenda)
            if faltam:
                return Veredito(faltas=tuple(_frase(m) for _, m in faltam), alvos=alvos, emenda=emenda)
            examinada = examinar(self._ctx, self._conexao, alvo, emenda, self._hoje)
        except ErroDominio as erro:
            return Veredito(faltas=(erro.mensagem,), alvos=alvos, emenda=emenda)
        return Veredito(
            recusa=examinada.julgamento.recusa,
            reservas=len(examinada.julgamento.reservas),
            alvos=alvos,
            emenda=emenda,
        )

    def _alvos(self, servidor_id: int, referido: AtoReferido | None) -> tuple[AlvoPossivel, ...]:
        """Return the acts of the person that the text may speak of, the likeliest first."""
        atos = [a for a in self._efetivos(servidor_id) if not a.definicao.emenda]
        papeis = consultas.papeis_dos_atos(self._conexao, [a.id for a in atos])
        achados = []
        for ato in atos:
            if referido is not None and referido.tipo is not None and referido.tipo != ato.tipo:
                continue
            iguais = _iguais(ato, papeis.get(ato.id), referido)
            achados.append((len(iguais), ato, iguais))
        achados.sort(key=lambda a: (-a[0], -a[1].data.toordinal()))
        melhor = achados[0][0] if achados else 0
        unico = sum(nota == melhor for nota, _, _ in achados) == 1
        return tuple(
            AlvoPossivel(
                ato_id=ato.id,
                frase=nome_do_ato(ato),
                certo=nota == melhor and nota > 0 and unico,
                razao=", ".join(iguais),
            )
            for nota, ato, iguais in achados[:_ALVOS]
        )


def _livres(cargo: SituacaoCargo | None) -> int | None:
    return None if cargo is None or cargo.postos is None else cargo.postos - cargo.ocupacao_maxima


def _iguais(ato: Ato, papel: consultas.PapelDoAto | None, referido: AtoReferido | None) -> list[str]:
    """Return what an act of the book has equal to what the text says of it."""
    if referido is None:
        return []
    iguais = []
    if papel is not None and referido.numero and _digitos(papel.numero) == _digitos(referido.numero) != "":
        iguais.append("número")
    datas = {d for d in (ato.data, papel.data if papel else None) if d is not None}
    if referido.data is not None and referido.data in datas:
        iguais.append("data")
    if referido.doe_data is not None and referido.doe_data in {ato.data, papel.doe_data if papel else None}:
        iguais.append("Diário Oficial")
    if referido.tipo == ato.tipo and iguais:
        iguais.append("espécie")
    return iguais


def _digitos(texto: str) -> str:
    return re.sub(r"\D", "", texto).lstrip("0")


def _em_palavras(tipo: str, erro: ErroConteudo) -> str:
    ato = POR_TIPO[tipo]
    campo = next((c for c in dataclasses.fields(ato.conteudo) if c.name == erro.campo), None)
    if campo is None:
        return _frase(erro.mensagem)
    rotulo = str(campo.metadata.get("rotulo", campo.name))
    return f"Falta: {rotulo[0].lower()}{rotulo[1:]}." if erro.mensagem.startswith("Falta") else _frase(erro.mensagem)


def _frase(mensagem: str) -> str:
    return f"{mensagem.rstrip('.')}."


def chave_de_entrada(tipo: str | None, data: date | None, ordem: int) -> tuple[date, bool, int]:
    """Return what the items of a paper are entered in order of: day, what frees before what fills, the text."""
    return (data or date.max, tipo not in ENCERRAM, ordem)


def data_do_pedido(pedido: PedidoAto | None, emenda: PedidoEmenda | None) -> date | None:
    """Return the legal date of a draft; None while it cannot be read."""
    if emenda is not None:
        return emenda.publicacao
    if pedido is None:
        return None
    ato = POR_TIPO[pedido.tipo]
    if canonico.problemas(ato.conteudo, pedido.conteudo):
        return None
    return ato.data_de(canonico.ler(ato.conteudo, pedido.conteudo))
