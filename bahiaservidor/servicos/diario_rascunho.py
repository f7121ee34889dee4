"""From what was read to what would be registered: the request of an act, or the correction of one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final, cast

from ..estatuto import canonico
from ..estatuto.atos.base import DefinicaoAto, Sujeito
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import AlcanceRepublicacao, EspecieDesignacao, FundamentoExoneracao
from ..estatuto.tipos_emendas import FormaEmenda
from ..intercambio.diario_oficial import Papel, Proposta
from .diario_registro import Cadastros, PessoasDoItem
from .tipos import DadosPessoa, PedidoAto
from .tipos.diario import Publicacao
from .tipos.emendas import PedidoEmenda
from .tipos.importacao import Parecido

FORMAS: Final = {forma.value: forma for forma in (FormaEmenda.RETIFICACAO, FormaEmenda.ANULACAO, FormaEmenda.REVOGACAO)}
"""The published corrections, by the name that an item has for them."""

_OFERECIDOS: Final = frozenset(ato.tipo for ato in POR_TIPO.values() if ato.oferecido and not ato.emenda)

_POR_VERBO: Final = {
    "tornar sem efeito": FormaEmenda.ANULACAO,
    "anular": FormaEmenda.ANULACAO,
    "cessar": FormaEmenda.REVOGACAO,
    "cessar o efeito": FormaEmenda.REVOGACAO,
    "revogar": FormaEmenda.REVOGACAO,
    "retificar": FormaEmenda.RETIFICACAO,
}
_A_CONFERIR: Final = {
    "exoneracao_de_oficio": "O fundamento não está no texto: confira-o.",
    "tornar_sem_efeito": "O fundamento foi suposto (a posse não aconteceu no prazo): confira-o.",
}
"""Acts whose law has a default where the text usually says nothing."""

_TERMINAM: Final = ("exoneracao", "demissao", "vacancia")
"""How the names of the acts that end a vínculo begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rascunho:
    """What an item would register, before it is judged."""

    tipo: str | None
    pedido: PedidoAto | None = None
    emenda: PedidoEmenda | None = None
    pessoas: tuple[Parecido, ...] = ()
    servidor_id: int | None = None
    vinculo_id: int | None = None
    nova_pessoa: bool = False
    faltas: tuple[str, ...] = ()
    duvidas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a field of an act may be filled with, and where what is doubtful is noted."""

    proposta: Proposta
    papel: Papel
    publicacao: date | None
    cadastros: Cadastros
    escolhido: int | None
    duvidas: list[str]
    faltas: list[str]

    @property
    def inicio(self) -> date | None:
        """The first day, when the text gives one."""
        return self.proposta.inicio_periodo or self.proposta.data_efeito or self.papel.data_efeito


def tipo_do_item(proposta: Proposta) -> str | None:
    """Return the act, or the published correction, that a proposta is; None when it is neither."""
    referido = proposta.ato_referido
    if proposta.tipo == "tornar_sem_efeito" and referido is not None and referido.tipo not in (None, "nomeacao"):
        return FormaEmenda.ANULACAO.value
    if proposta.tipo is not None:
        return proposta.tipo if proposta.tipo in FORMAS or proposta.tipo in _OFERECIDOS else None
    forma = _POR_VERBO.get(proposta.verbo) if referido is not None else None
    return None if forma is None else forma.value


def rotulo_do_tipo(tipo: str | None) -> str:
    """Return the act in words; empty for None."""
    if tipo in FORMAS:
        return FORMAS[tipo].rotulo
    return POR_TIPO[tipo].rotulo if tipo is not None and tipo in POR_TIPO else ""


def dia_da_publicacao(publicacao: Publicacao, papel: Papel) -> date | None:
    """Return the day on which a paper was published: what the clerk says, else what the text says."""
    return publicacao.data or papel.publicacao


def rascunhar(
    proposta: Proposta, papel: Papel, publicacao: Publicacao, cadastros: Cadastros, escolhido: int | None = None
) -> Rascunho:
    """Return what an item would register, as far as the text, the registry and the clerk (``escolhido``) tell."""
    tipo = tipo_do_item(proposta)
    if tipo is None:
        return Rascunho(tipo=None)
    material = Material(
        proposta=proposta, papel=papel, publicacao=dia_da_publicacao(publicacao, papel), cadastros=cadastros,
        escolhido=escolhido, duvidas=[], faltas=[],
    )  # fmt: skip
    if material.publicacao is None:
        material.faltas.append("Falta o dia em que o Diário Oficial circulou.")
    if tipo in FORMAS:
        return _da_emenda(FORMAS[tipo], material)
    return _do_ato(POR_TIPO[tipo], material)


# ------------------------------------------------------------------ acts


def _do_ato(ato: DefinicaoAto, material: Material) -> Rascunho:
    if ato.sujeito is Sujeito.CARGO:
        conteudo = preencher(ato, material)
        return Rascunho(
            tipo=ato.tipo, pedido=PedidoAto(tipo=ato.tipo, conteudo=conteudo),
            faltas=tuple(material.faltas), duvidas=tuple(material.duvidas),
        )  # fmt: skip
    quem = material.cadastros.quem(material.proposta, material.escolhido)
    conteudo = preencher(ato, material)
    pessoa: DadosPessoa | None = None
    servidor_id = quem.certa
    nova = False
    if ato.sujeito is Sujeito.NOVO_VINCULO:
        pessoa, servidor_id = _quem_entra(material, quem, conteudo)
        nova = pessoa is not None
    if servidor_id is None and pessoa is None:
        material.faltas.append(_falta_a_pessoa(material.proposta, quem))
    material.duvidas.extend(quem.duvidas)
    vinculo_id = _vinculo(ato, material, servidor_id, quem.vinculo_id)
    if ato.tipo in _A_CONFERIR:
        material.duvidas.append(_A_CONFERIR[ato.tipo])
    _rever_efeito(ato, material, conteudo)
    return Rascunho(
        tipo=ato.tipo,
        pedido=PedidoAto(
            tipo=ato.tipo, conteudo=conteudo, servidor_id=servidor_id, vinculo_id=vinculo_id, pessoa=pessoa
        ),
        pessoas=quem.pessoas,
        servidor_id=servidor_id,
        vinculo_id=vinculo_id,
        nova_pessoa=nova,
        faltas=tuple(dict.fromkeys(material.faltas)),
        duvidas=tuple(dict.fromkeys(material.duvidas)),
    )


def _quem_entra(
    material: Material, quem: PessoasDoItem, conteudo: dict[str, Any]
) -> tuple[DadosPessoa | None, int | None]:
    """Return the new person, or the one of the registry, that a nomeação is about: (None, None) asks the clerk."""
    if quem.certa is not None:
        return None, quem.certa
    candidato = material.cadastros.candidato(material.proposta)
    if candidato is not None and "candidato" in conteudo:
        linha, _ = candidato
        da_lista = [p for p in quem.pessoas if linha.cpf and p.cpf == linha.cpf]
        if da_lista:
            return None, da_lista[0].servidor_id
        if not quem.pessoas or (linha.cpf and all(p.cpf for p in quem.pessoas)):
            return DadosPessoa(nome=linha.nome, cpf=linha.cpf, nascimento=linha.nascimento), None
        return None, None
    if quem.pessoas or quem.duvidas or not material.proposta.nome:
        return None, None
    if material.proposta.matricula:
        material.duvidas.append("A matrícula do texto não está no registro: a pessoa entra como nova.")
    material.duvidas.append("Pessoa nova: o texto não traz CPF nem nascimento; complete a ficha depois.")
    return DadosPessoa(nome=material.proposta.nome, cpf=_cpf_inteiro(material.proposta)), None


def _cpf_inteiro(proposta: Proposta) -> str | None:
    return proposta.cpf if proposta.cpf and proposta.cpf.isdigit() else None


def _falta_a_pessoa(proposta: Proposta, quem: PessoasDoItem) -> str:
    if len(quem.pessoas) > 1:
        return f"Há {len(quem.pessoas)} pessoas com este nome ou parecido: escolha quem é."
    if quem.pessoas:
        return f"O texto só traz o nome: confirme se é {quem.pessoas[0].nome}."
    if proposta.matricula:
        return "A matrícula do texto não está no registro: escolha a pessoa."
    return "A pessoa não está no registro com este nome: escolha quem é." if proposta.nome else "Falta a pessoa."


def _vinculo(ato: DefinicaoAto, material: Material, servidor_id: int | None, da_matricula: int | None) -> int | None:
    """Return the vínculo that the words point to: by cargo, else by matrícula; None leaves the choice to the law."""
    if ato.sujeito is not Sujeito.VINCULO or servidor_id is None:
        return None
    dela = [v for v in material.cadastros.vinculos.get(servidor_id, []) if v.fim is None]
    nomes = {"cargo": material.proposta.cargo, "origem": material.proposta.cargo_de_origem}
    do_ato = {c.name for c in dataclasses.fields(ato.conteudo)}
    # Of an act with a cargo of its own, that of the text is where the person goes, not where the person is.
    nome = nomes["origem"] if do_ato & {"cargo", "funcao"} else nomes["cargo"] or nomes["origem"]
    if nome:
        cargo = material.cadastros.cargo(nome, None if nome == nomes["origem"] else material.proposta.simbolo)
        achados = [v for v in dela if cargo is not None and v.cargo_id == cargo.id]
        if len(achados) == 1:
            return achados[0].id
        da_pessoa = " e ".join(dict.fromkeys(v.cargo for v in dela))
        if not achados and dela:
            difere = f"O texto fala do cargo {nome}, e o vínculo é de {da_pessoa}"
            if cargo is not None and ato.tipo.startswith(_TERMINAM):
                # Most who leave a cargo em comissão hold an effective one too, which must not end by a distraction.
                material.faltas.append(f"{difere}: corrija o item para dizer se é este que termina.")
            else:
                material.duvidas.append(f"{difere}.")
    return da_matricula if any(v.id == da_matricula for v in dela) else None


def _rever_efeito(ato: DefinicaoAto, material: Material, conteudo: Mapping[str, Any]) -> None:
    """Note a day of effect that the act has nowhere to keep: it counts from the publication."""
    efeito = material.proposta.data_efeito or material.papel.data_efeito
    if efeito is None or efeito == material.publicacao or efeito in conteudo.values():
        return
    material.duvidas.append(
        f"O texto dá efeito a partir de {formatar_data(efeito)}, e {ato.rotulo.lower()} conta da publicação."
    )


def preencher(ato: DefinicaoAto, material: Material) -> dict[str, Any]:
    """Return the fields of an act that the text and the registry give; what is mandatory and absent is noted."""
    conteudo: dict[str, Any] = {}
    for campo in dataclasses.fields(ato.conteudo):
        if campo.metadata.get("apurado"):
            continue
        fonte = _FONTES.get(f"{ato.tipo}.{campo.name}", _FONTES.get(campo.name))
        valor = fonte(material) if fonte is not None else None
        if valor is not None and valor != "":
            conteudo[campo.name] = valor
        elif campo.default is dataclasses.MISSING and campo.name not in ("publicacao", "cargo"):
            material.faltas.append(f"Falta: {campo.metadata.get('rotulo', campo.name).lower()}.")
    problemas = canonico.problemas(ato.conteudo, {**conteudo, **_supostos(ato, conteudo)})
    for erro in problemas:
        conteudo.pop(erro.campo, None)
    return conteudo


def _supostos(ato: DefinicaoAto, conteudo: Mapping[str, Any]) -> dict[str, Any]:
    """Return values for what is absent, only to tell which of those present cannot be read."""
    tipos = canonico.tipos_dos_campos(cast(Any, ato.conteudo))
    faltam = [c.name for c in dataclasses.fields(ato.conteudo) if c.default is dataclasses.MISSING]
    return {nome: _qualquer(tipos[nome]) for nome in faltam if nome not in conteudo}


def _qualquer(tipo: Any) -> Any:
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return next(iter(tipo))
    return {date: date.min, str: "", int: 0}.get(tipo, "")


# ------------------------------------------------------------------ where each field comes from


def _do_cargo(material: Material) -> int | None:
    nome = material.proposta.cargo
    if not nome:
        material.faltas.append("Falta o cargo.")
        return None
    achado = material.cadastros.cargo(nome, material.proposta.simbolo)
    if achado is None:
        material.faltas.append(f"O cargo “{nome}” não está no registro.")
        return None
    if achado.duvida:
        material.duvidas.append(achado.duvida)
    return achado.id


def _da_unidade(material: Material) -> int | None:
    proposta = material.proposta
    nomes = (*((proposta.lotacao,) if proposta.lotacao else ()), *proposta.unidades)
    if not nomes:
        return None
    achado = material.cadastros.unidade(nomes, proposta.secretaria)
    if achado is None:
        material.duvidas.append(f"A unidade “{nomes[-1] if len(nomes) == 1 else nomes[1]}” não está no registro.")
        return None
    if achado.duvida:
        material.duvidas.append(achado.duvida)
    return achado.id


def _do_candidato(material: Material) -> int | None:
    achado = material.cadastros.candidato(material.proposta)
    if achado is None:
        if material.proposta.edital:
            material.duvidas.append("O candidato não foi achado nas listas do concurso do edital.")
        return None
    linha, duvida = achado
    if duvida:
        material.duvidas.append(duvida)
    return int(linha.id)


def _do_carater(material: Material) -> Any:
    if material.proposta.carater:
        return material.proposta.carater
    nome, simbolo = material.proposta.cargo, material.proposta.simbolo
    cargo = material.cadastros.cargo(nome, simbolo) if nome else None
    return next((c.natureza for c in material.cadastros.cargos if cargo is not None and c.id == cargo.id), None)


def _da_classe(material: Material) -> str | None:
    # Beside the cargo that the person already has, the class is that cargo's.
    return material.proposta.classe if material.proposta.cargo_de_origem is None else None


def _fundamento_da_exoneracao(material: Material) -> str | None:
    texto = material.proposta.texto.casefold()
    return FundamentoExoneracao.REPROVACAO_ESTAGIO if "estágio" in texto or "estagio" in texto else None


def _especie_da_designacao(material: Material) -> str:
    assessora = "assess" in (material.proposta.cargo or "").casefold()
    return EspecieDesignacao.ASSESSORAMENTO if assessora else EspecieDesignacao.CHEFIA


_FONTES: Final[Mapping[str, Callable[[Material], Any]]] = {
    "publicacao": lambda m: m.publicacao,
    "data": lambda m: m.inicio or m.publicacao,
    "inicio": lambda m: m.inicio,
    "fim": lambda m: m.proposta.fim_periodo,
    "vigencia": lambda m: m.inicio,
    "carater": _do_carater,
    "cargo": _do_cargo,
    "unidade": _da_unidade,
    "candidato": _do_candidato,
    "autoridade": lambda m: m.cadastros.autoridade(m.papel),
    "ultimo_ocupante": lambda m: m.proposta.ultimo_ocupante,
    "classe": _da_classe,
    "processo": lambda m: m.proposta.processo or m.papel.processo,
    "funcao": lambda m: m.proposta.cargo,
    "simbolo": lambda m: m.proposta.simbolo,
    "titular": lambda m: m.proposta.titular,
    "afastamento.motivo": lambda m: m.proposta.motivo,
    "aposentadoria.tipo": lambda m: m.proposta.motivo,
    "averbacao.dias": lambda m: m.proposta.dias,
    "exoneracao_de_oficio.fundamento": _fundamento_da_exoneracao,
    "designacao.especie": _especie_da_designacao,
    "promocao.classe": lambda m: m.proposta.classe,
    # A day of effect of a return or of an end is its own first day.
    "retorno.data": lambda m: m.inicio,
    "republicacao.fundamento": lambda m: m.proposta.leia_se,
}


# ------------------------------------------------------------------ corrections


def _da_emenda(forma: FormaEmenda, material: Material) -> Rascunho:
    """Return the correction as far as the text gives it; the act it is about is looked for in the book afterwards."""
    quem = material.cadastros.quem(material.proposta, material.escolhido)
    if quem.certa is None:
        material.faltas.append(_falta_a_pessoa(material.proposta, quem))
    return Rascunho(
        tipo=forma.value,
        emenda=PedidoEmenda(
            forma=forma,
            ato_id=0,
            motivo=_motivo(material.proposta),
            publicacao=material.publicacao,
            efeitos_em=material.inicio if forma is FormaEmenda.REVOGACAO else None,
            alcance=AlcanceRepublicacao.FORMAL if forma is FormaEmenda.RETIFICACAO else None,
        ),
        pessoas=quem.pessoas,
        servidor_id=quem.certa,
        faltas=tuple(material.faltas),
        duvidas=quem.duvidas,
    )


def _motivo(proposta: Proposta) -> str:
    if proposta.onde_se_le and proposta.leia_se:
        return f"Onde se lê: {proposta.onde_se_le} Leia-se: {proposta.leia_se}"
    return " ".join(proposta.texto.split())[:400]
