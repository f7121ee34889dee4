"""What is asked of a correction of the book, before it enters it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..estatuto import canonico
from ..estatuto import dispositivos as d
from ..estatuto.atos import emendas as atos_emendas
from ..estatuto.atos.base import Ato, Requisito, Sujeito, estrutural, requisito
from ..estatuto.emendas import Sorte, efetivos, sortes, vigentes
from ..estatuto.erros import ErroConteudo, ErroDominio
from ..estatuto.regime import Regimes
from ..estatuto.rejulgamento import Desencontro, deixam_de_caber, dependentes
from ..estatuto.tipos import AlcanceRepublicacao
from ..estatuto.tipos_emendas import DestinoAto, FormaEmenda, SituacaoAto
from ..registro import livro
from ..registro.conexao import Conexao
from ..registro.vidas import Leitura, ler_vida
from .emendas_palavras import eh_forma, nome_do_ato
from .emendas_previa import json_do_conteudo
from .frases import enumerar
from .tipos.emendas import Dependente, PedidoEmenda

#: Facts of an annulled nomeação: whoever worked, worked (they are kept, and no ressalva is asked for it).
FATOS = frozenset({"posse", "exercicio", "afastamento", "retorno"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alvo:
    """The act to correct: as entered, as it holds, with the book of its person."""

    entrada: livro.AtoLido
    original: Ato
    vigente: Ato
    sorte: Sorte
    leitura: Leitura

    @property
    def numero(self) -> int | None:
        """The number of its vínculo, while it has one."""
        return next((v.numero for v in self.leitura.vida.vinculos if v.id == self.original.vinculo), None)


def abrir(conexao: Conexao, ato_id: int) -> Alvo:
    """Return the act to correct.  ErroDominio when there is no such act, or it is not about a person."""
    entrada = livro.ler_entrada(conexao, ato_id)
    if entrada is None or entrada.tipo == livro.CADASTRO:
        raise ErroDominio("O ato a corrigir não está no livro. Nada foi alterado; atualize a ficha.")
    if entrada.servidor_id is None:
        raise ErroDominio(
            "Este ato é do quadro de cargos, e não de uma pessoa. Nada foi alterado; corrija-o na tela do cargo."
        )
    leitura = ler_vida(conexao, entrada.servidor_id)
    original = next(a for a in leitura.atos if a.id == ato_id)
    vigente = vigentes(leitura.atos).get(ato_id, original)
    return Alvo(
        entrada=entrada, original=original, vigente=vigente, sorte=sortes(leitura.atos)[ato_id], leitura=leitura
    )


# ------------------------------------------------------------------ the entry


def incompletos(alvo: Alvo, pedido: PedidoEmenda) -> tuple[tuple[str, str], ...]:
    """Return the fields still to fill in, with what to say of each."""
    faltam: list[tuple[str, str]] = []
    if not pedido.motivo.strip():
        rotulo = "fundamento" if pedido.forma.publicada else "motivo"
        faltam.append(("motivo", f"Escreva o {rotulo}."))
    if pedido.forma.publicada and pedido.publicacao is None:
        faltam.append(("publicacao", "Informe a data da publicação no Diário Oficial."))
    if pedido.forma is FormaEmenda.RETIFICACAO and pedido.alcance is None:
        faltam.append(("alcance", "Diga se a retificação é formal ou substancial."))
    if pedido.forma in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO):
        if pedido.conteudo is None:
            faltam.append(("conteudo", "Informe o conteúdo novo do ato."))
        else:
            problemas = canonico.problemas(alvo.original.definicao.conteudo, pedido.conteudo)
            faltam += [(f"conteudo.{erro.campo}", erro.mensagem) for erro in problemas]
    return tuple(faltam)


def conteudo_novo(alvo: Alvo, pedido: PedidoEmenda) -> Any:
    """Return the new content of a correção or retificação; None for the other ways."""
    if pedido.conteudo is None or pedido.forma not in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO):
        return None
    # What the registry answered when the act was entered, no form asks again.
    campos = dataclasses.fields(alvo.original.definicao.conteudo)
    apurados = {c.name: getattr(alvo.vigente.conteudo, c.name) for c in campos if c.metadata.get("apurado")}
    return canonico.ler(alvo.original.definicao.conteudo, {**canonico.simples(apurados), **pedido.conteudo})


def conteudo_da_emenda(alvo: Alvo, pedido: PedidoEmenda, hoje: date) -> Any:
    """Return what the entry will say.  ErroConteudo for what is still to fill in."""
    faltam = incompletos(alvo, pedido)
    if faltam:
        raise ErroConteudo(f"{faltam[0][1]} Nada foi registrado.", campo=faltam[0][0])
    motivo = pedido.motivo.strip()
    id_ = alvo.original.id
    if pedido.forma is FormaEmenda.ESTORNO:
        return atos_emendas.Estorno(data=hoje, ato=id_, motivo=motivo)
    if pedido.forma in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO):
        aberto, apartado = json_do_conteudo(conteudo_novo(alvo, pedido))
        novo = canonico.texto_canonico(aberto)
        sigiloso = canonico.texto_canonico(apartado) if apartado else ""
        versao = alvo.original.definicao.versao
        if pedido.forma is FormaEmenda.CORRECAO:
            return atos_emendas.Correcao(
                data=hoje, ato=id_, motivo=motivo, novo=novo, novo_sigiloso=sigiloso, versao=versao
            )
        assert pedido.publicacao is not None
        return atos_emendas.Retificacao(
            publicacao=pedido.publicacao, ato=id_, motivo=motivo, alcance=pedido.alcance or AlcanceRepublicacao.FORMAL,
            novo=novo, novo_sigiloso=sigiloso, versao=versao,
        )  # fmt: skip
    assert pedido.publicacao is not None
    if pedido.forma is FormaEmenda.ANULACAO:
        com = {
            destino: tuple(sorted(i for i, d_ in pedido.destinos.items() if d_ is destino)) for destino in DestinoAto
        }
        return atos_emendas.Anulacao(
            publicacao=pedido.publicacao, ato=id_, motivo=motivo,
            caem=com[DestinoAto.CAI], mantidos=com[DestinoAto.MANTIDO],
        )  # fmt: skip
    return atos_emendas.Revogacao(publicacao=pedido.publicacao, ato=id_, efeitos_em=pedido.efeitos_em, motivo=motivo)


def como_ato(alvo: Alvo, pedido: PedidoEmenda, conteudo: Any, *, id_: int, sequencia: int) -> Ato:
    """Return the entry as the fold reads it."""
    return Ato(
        id=id_,
        definicao=atos_emendas.POR_FORMA[pedido.forma],
        conteudo=conteudo,
        vinculo=alvo.original.vinculo,
        sequencia=sequencia,
        ressalva=pedido.ressalva,
    )


def estornos_junto(pedido: PedidoEmenda) -> tuple[int, ...]:
    """Return the dependent acts that are estornados with the one asked for, the latest first."""
    if pedido.forma is not FormaEmenda.ESTORNO:
        return ()
    return tuple(sorted((i for i, destino in pedido.destinos.items() if destino is DestinoAto.CAI), reverse=True))


# ------------------------------------------------------------------ who depends on it


def dependentes_da_emenda(
    alvo: Alvo, pedido: PedidoEmenda, depois: Sequence[Ato], regimes: Regimes
) -> tuple[Dependente, ...]:
    """Return the acts that rely on the one corrected; those that a new content no longer admits have no destiny."""
    nascimento, atos = alvo.leitura.nascimento, alvo.leitura.atos
    if alvo.original.definicao.emenda:
        achados = deixam_de_caber(nascimento, atos, depois, regimes)
        return tuple(_dependente(alvo, x, (), None) for x in achados)
    if pedido.forma is FormaEmenda.ANULACAO:
        return tuple(_com_destino(alvo, pedido, x) for x in dependentes(nascimento, atos, alvo.vigente, regimes))
    if pedido.forma is FormaEmenda.ESTORNO:
        # What could not be without the act goes with it; what the law would now refuse stays a fact, and is flagged.
        caem = dependentes(nascimento, atos, alvo.vigente, regimes, so_estruturais=True)
        saem = {alvo.original.id, *(x.ato.id for x in caem)}
        restam = [a for a in efetivos(atos) if a.id not in saem]
        ficam = deixam_de_caber(nascimento, atos, restam, regimes)
        return (
            *(_com_destino(alvo, pedido, x) for x in caem),
            *(_dependente(alvo, x, (), None) for x in ficam),
        )
    achados = deixam_de_caber(nascimento, atos, depois, regimes, fora={alvo.original.id})
    return tuple(_dependente(alvo, x, (), None) for x in achados)


def _com_destino(alvo: Alvo, pedido: PedidoEmenda, achado: Desencontro) -> Dependente:
    ato = achado.ato
    if pedido.forma is FormaEmenda.ESTORNO:
        destinos: tuple[DestinoAto, ...] = (DestinoAto.CAI,)
        return _dependente(alvo, achado, destinos, pedido.destinos.get(ato.id), "Só se estorna junto.")
    if _fato(alvo, ato):
        nota = "Os dias trabalhados ficam como fato."
        return _dependente(alvo, achado, (DestinoAto.MANTIDO,), pedido.destinos.get(ato.id), nota)
    return _dependente(alvo, achado, (DestinoAto.CAI, DestinoAto.MANTIDO), pedido.destinos.get(ato.id))


def _dependente(
    alvo: Alvo, achado: Desencontro, destinos: tuple[DestinoAto, ...], destino: DestinoAto | None, nota: str = ""
) -> Dependente:
    ato = achado.ato
    return Dependente(
        ato_id=ato.id,
        tipo=ato.tipo,
        rotulo=ato.definicao.rotulo,
        data=ato.data,
        vinculo_id=ato.vinculo,
        vinculo_numero=next((v.numero for v in alvo.leitura.vida.vinculos if v.id == ato.vinculo), None),
        motivo=" ".join(f"{f.falta.rstrip('.')} ({f.dispositivo})." for f in achado.faltas),
        destinos=destinos,
        destino=destino if destino in destinos else None,
        nota=nota or ("" if destinos else "Fica na caixa de contradições, até que se resolva."),
    )


def _fato(alvo: Alvo, ato: Ato) -> bool:
    return alvo.original.definicao.sujeito is Sujeito.NOVO_VINCULO and ato.tipo in FATOS


# ------------------------------------------------------------------ what is required


def exigencias(
    alvo: Alvo, pedido: PedidoEmenda, emenda: Ato, achados: Sequence[Dependente], hoje: date
) -> Iterator[Requisito]:
    """Yield the requirements of the correction itself, those that fail and those met."""
    yield from impedimentos(alvo, pedido.forma)
    if pedido.forma.publicada:
        yield from _das_datas(alvo, emenda, hoje)
    if pedido.forma in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO):
        yield from _do_conteudo(alvo, pedido)
    yield from _dos_destinos(alvo, pedido, achados)


def impedimentos(alvo: Alvo, forma: FormaEmenda) -> Iterator[Requisito]:
    """Yield the structural requirements that do not depend on what is filled in: what greys a way out."""
    ato, emenda = alvo.original, eh_forma(alvo.original.tipo)
    situacao = alvo.sorte.situacao
    em_vigor = situacao.vale if not emenda else situacao is not SituacaoAto.ESTORNADO and situacao.vale
    yield _estrutural(
        "O ato está em vigor", em_vigor, f"O ato {nome_do_ato(alvo.vigente)}, já está {situacao.rotulo.lower()}."
    )
    if ato.tipo in ("movimento", "registro_civil"):
        yield _estrutural("O lançamento se corrige por outro igual", False, _OUTRO_IGUAL[ato.tipo])
    if emenda and forma not in (FormaEmenda.ESTORNO, FormaEmenda.CORRECAO, FormaEmenda.ANULACAO):
        yield _estrutural("É um ato, e não a correção de outro", False, "Uma correção só se estorna, corrige ou anula.")
    if emenda and forma is FormaEmenda.ANULACAO and not FormaEmenda(ato.tipo).publicada:
        yield _estrutural("A correção foi publicada", False, "O que é só do livro se estorna; não se anula.")
    if ato.tipo == "assentamento_inicial" and forma.publicada:
        yield _estrutural(
            "É um ato publicado", False, "O assentamento inicial é uma declaração do livro: estorne-o ou corrija-o."
        )
    if forma is FormaEmenda.REVOGACAO and not emenda:
        yield _estrutural(
            "O ato tem efeito que dura", ato.definicao.cessar is not None,
            "Só se revoga o que dura no tempo (afastamento, designação, mandato); este ato se anula, se estorna ou se "
            "desfaz por ato próprio.",
        )  # fmt: skip


_OUTRO_IGUAL = {
    "movimento": "Atos vindos de outra ficha se devolvem movendo-os de volta.",
    "registro_civil": "A alteração do registro civil se desfaz por outra alteração, com o seu fundamento.",
}


def _das_datas(alvo: Alvo, emenda: Ato, hoje: date) -> Iterator[Requisito]:
    publicacao: date = emenda.conteudo.publicacao
    yield _estrutural(
        "A publicação já aconteceu", publicacao <= hoje, f"A publicação de {publicacao:%d/%m/%Y} ainda não chegou."
    )
    # An absence granted ahead may be undone before it begins.
    concedido_antes = alvo.vigente.definicao.campo_data == "inicio"
    if not concedido_antes:
        yield _estrutural(
            "A publicação não é anterior ao ato", publicacao >= alvo.vigente.data,
            f"A publicação, de {publicacao:%d/%m/%Y}, é anterior ao ato, de {alvo.vigente.data:%d/%m/%Y}.",
        )  # fmt: skip
    if isinstance(emenda.conteudo, atos_emendas.Revogacao):
        vigencia = emenda.conteudo.vigencia
        yield _estrutural(
            "A revogação vale daí em diante", vigencia >= publicacao,
            f"A revogação não retroage: não pode valer de {vigencia:%d/%m/%Y}, antes da publicação. "
            "Para desfazer desde o começo, anule o ato.",
        )  # fmt: skip


def _do_conteudo(alvo: Alvo, pedido: PedidoEmenda) -> Iterator[Requisito]:
    novo = conteudo_novo(alvo, pedido)
    definicao = alvo.original.definicao
    yield _estrutural(
        "O conteúdo muda", novo != alvo.vigente.conteudo, "O conteúdo novo é igual ao que já consta; nada há a mudar."
    )
    if definicao.emenda:
        yield _estrutural(
            "A correção continua a falar do mesmo ato", novo.ato == alvo.vigente.conteudo.ato,
            "A correção se refere a outro ato: estorne-a e registre a certa.",
        )  # fmt: skip
    if pedido.forma is FormaEmenda.RETIFICACAO and definicao.campo_data == "publicacao":
        yield _estrutural(
            "A data da publicação retificada é a mesma", definicao.data_de(novo) == alvo.vigente.data,
            "A retificação não muda o dia em que o ato foi publicado; se o dia foi digitado errado, use a correção.",
        )  # fmt: skip


def _dos_destinos(alvo: Alvo, pedido: PedidoEmenda, achados: Sequence[Dependente]) -> Iterator[Requisito]:
    com_destino = [a for a in achados if a.destinos]
    sem = [f"{a.rotulo} de {a.data:%d/%m/%Y}" for a in com_destino if a.destino is None]
    if com_destino:
        feito = "Estorne-os junto." if pedido.forma is FormaEmenda.ESTORNO else "Diga de cada um se cai junto ou fica."
        plural = "dependem deste atos posteriores" if len(sem) > 1 else "depende deste um ato posterior"
        yield _estrutural(
            "Cada ato que depende deste tem destino", not sem, f"{plural.capitalize()}: {enumerar(sem)}. {feito}"
        )
    estranhos = sorted(set(pedido.destinos) - {a.ato_id for a in com_destino})
    if estranhos and pedido.forma in (FormaEmenda.ESTORNO, FormaEmenda.ANULACAO):
        yield _estrutural(
            "Só têm destino os atos que dependem deste", False,
            "Há ato com destino escolhido que não depende deste; refaça a lista.",
        )  # fmt: skip
    mantidos = [
        f"{a.rotulo} de {a.data:%d/%m/%Y}"
        for a in com_destino
        if a.destino is DestinoAto.MANTIDO and DestinoAto.CAI in a.destinos
    ]
    if mantidos:
        yield requisito(
            "0", "Ato mantido apesar da anulação daquele em que se apoia", d.ART_22, False,
            f"{enumerar(mantidos)}: só fica com ressalva (decisão judicial, parecer da PGE ou ato consumado), que "
            "aparece no vínculo e nos papéis.",
        )  # fmt: skip


def dependem(quais: str) -> Requisito:
    """Return the refusal of an estorno on which later acts rely."""
    return estrutural(
        "0", "Nenhum ato posterior depende deste", d.ART_22,
        f"Há atos posteriores que dependem do que se quer desfazer: {quais}. Desfaça-os junto.",
    )  # fmt: skip


def _estrutural(descricao: str, atendido: bool, falta: str) -> Requisito:
    if atendido:
        return requisito("0", descricao, d.ART_22, True)
    return estrutural("0", descricao, d.ART_22, falta)
