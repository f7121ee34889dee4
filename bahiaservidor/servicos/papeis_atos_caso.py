"""What an act being drafted is about: the request read as far as it goes, the person, the cargo, the acts before it.

Every date that goes into a text passes through `Caso.data` or `Caso.livre`, which note where it comes from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from ..documentos import modelos as papel
from ..documentos.ato_palavras import com_de, com_em, cpf_encoberto
from ..documentos.peca import DataImpressa
from ..documentos.textos import Marcado, ModeloTexto, destaque, matricula_formatada
from ..estatuto import dispositivos as d
from ..estatuto.atos.base import DefinicaoAto
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import prazos_do_vinculo
from ..estatuto.tipos import TipoPrazo
from ..estatuto.vida import Vinculo
from ..registro import configuracao
from ..registro.conexao import Conexao
from ..registro.consultas import atos_doe as consultas
from ..registro.consultas import ficha
from ..registro.consultas import papeis as consultas_de_papeis
from . import modelos_documento, papeis_memoria
from . import papeis_fontes as fontes_
from .contexto import Contexto
from .julgamento import Preparo, definicao, preparar
from .lote import Lote
from .minutas_leitura import Lido, ler_conteudo, vinculo_do_pedido
from .papeis_fontes import Fontes
from .tipos import PedidoAto

COMUM: Final = "ato_comum"
ART_9: Final = d.ART_9

_CLASSE: Final = re.compile(r"\b(classe|padr[ãa]o|n[íi]vel|grau)\b", re.IGNORECASE)
VAZIO: Final = Marcado("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacao:
    """The words of an act: its ementa, its articles but the last, and the article its authority acts under."""

    ementa: Marcado
    artigos: tuple[Marcado, ...]
    competencia: str = ART_9


@dataclass(slots=True, kw_only=True)
class Caso:
    """An act being drafted and what surrounds it; ``memorias`` grows with each date the texts take."""

    ctx: Contexto
    conexao: Conexao
    pedido: PedidoAto
    hoje: date
    definicao: DefinicaoAto
    conteudo: Lido
    preparo: Preparo | None
    fontes: Fontes | None
    comum: ModeloTexto
    orgao_id: int
    origem: str
    memorias: list[DataImpressa] = field(default_factory=list)

    @property
    def vinculo(self) -> Vinculo | None:
        """The vínculo the act is about, None for a nomeação and for an act on a cargo."""
        return self.fontes.vinculo if self.fontes is not None else None

    # ------------------------------------------------------------ dates and free texts

    def data(self, dia: date | None, rotulo: str, origem: str = "") -> str | None:
        """Return the date as printed, noted in the memória; None for a blank."""
        if dia is None:
            return None
        self.memorias += papeis_memoria.de_fato(dia, rotulo, origem or self.origem)
        return formatar_data(dia)

    def livre(self, texto: str | None, rotulo: str) -> str | None:
        """Return a text somebody wrote, its dates noted in the memória; None for an empty one."""
        if not texto or not texto.strip():
            return None
        self.memorias += papeis_memoria.de_texto(texto, f"citada em “{rotulo}”", self.origem)
        return " ".join(texto.split())

    def frase(self, texto: str | None, rotulo: str = "fundamento") -> str | None:
        """Return a text that ends a sentence of the act, with its stop; None for an empty one."""
        escrito = self.livre(texto, rotulo)
        return None if escrito is None else escrito if escrito[-1] in ".!?" else f"{escrito}."

    def datado(self, tipo: TipoPrazo, ordem: int = 0) -> Prazo | None:
        """Return a deadline of the vínculo as it stands today, or None."""
        if self.fontes is None:
            return None
        vida = self.fontes.leitura.vida
        prazos = prazos_do_vinculo(vida, self.fontes.vinculo, self.ctx.regimes, self.hoje)
        return next((p for p in prazos if p.tipo is tipo and p.ordem == ordem), None)

    def prazo(self, conta: Prazo | None, rotulo: str) -> dict[str, str | None]:
        """Return the ends of a deadline as the texts take them: ``vence`` and the piece ``ultimo``."""
        if conta is None or conta.vence is None:
            return {"vence": None, "ultimo": VAZIO}
        self.memorias += papeis_memoria.de_prazo(conta, rotulo)
        ultimo = VAZIO
        if conta.vence_ultimo is not None and conta.vence_ultimo != conta.vence:
            ultimo = self.comum.paragrafo("ultimo", vence_ultimo=formatar_data(conta.vence_ultimo))
        return {"vence": formatar_data(conta.vence), "ultimo": ultimo}

    # ------------------------------------------------------------ person, cargo, unit

    def nome(self) -> str:
        """Return the person's name; empty while nobody was chosen."""
        if self.fontes is not None:
            return fontes_.pessoa(self.fontes).nome or ""
        if self.pedido.pessoa is not None:
            return self.pedido.pessoa.nome
        linha = self._servidor()
        return linha.nome if linha is not None else ""

    def _servidor(self) -> Any:
        id_ = self.pedido.servidor_id
        return ficha.servidor(self.conexao, id_) if id_ is not None else None

    def matricula(self) -> str | None:
        """Return the matrícula of the vínculo as it is shown, or the one the request gives."""
        numero = self.fontes.posto.matricula if self.fontes is not None else None
        return matricula_formatada(numero or self.pedido.matricula)

    def quem(self) -> Marcado:
        """Return the person as an act names somebody: by matrícula, else by a CPF half hidden, else by the name."""
        nome, matricula = destaque(self.nome()), self.matricula()
        if matricula:
            return self.comum.paragrafo("quem_matricula", nome=nome, matricula=matricula)
        linha = self._servidor()
        cpf = self.pedido.pessoa.cpf if self.pedido.pessoa is not None else linha.cpf if linha is not None else None
        encoberto = cpf_encoberto(cpf)
        if encoberto:
            return self.comum.paragrafo("quem_cpf", nome=nome, cpf=encoberto)
        return self.comum.paragrafo("quem_nome", nome=nome)

    def cargo(self, cargo_id: int | None, classe: str | None = None) -> Marcado | None:
        """Return a cargo as an act names it, with its class when given; None for a blank."""
        citado = consultas.cargo(self.conexao, cargo_id) if cargo_id is not None else None
        if citado is None:
            return None
        nome = citado.nome
        if citado.especialidade and citado.especialidade.casefold() not in nome.casefold():
            nome = f"{nome} – {citado.especialidade}"
        if not classe:
            return destaque(nome)
        com_palavra = classe if _CLASSE.search(classe) else f"classe {classe}"
        return self.comum.paragrafo("cargo_classe", cargo=destaque(nome), classe=com_palavra)

    def simbolo(self, texto: str | None) -> Marcado:
        """Return the piece with a symbol; empty without one."""
        return self.comum.paragrafo("cargo_simbolo", simbolo=texto) if texto else VAZIO

    def simbolo_do_cargo(self, cargo_id: int | None) -> Marcado:
        """Return the piece with the symbol of a cargo temporário."""
        citado = consultas.cargo(self.conexao, cargo_id) if cargo_id is not None else None
        return self.simbolo(citado.simbolo if citado is not None else None)

    def nome_da_unidade(self, unidade_id: int | None) -> str | None:
        """Return the name of a unit, None for a blank."""
        citada = consultas.unidade(self.conexao, unidade_id) if unidade_id is not None else None
        return citada.nome if citada is not None else None

    def municipio(self, unidade_id: int | None) -> str | None:
        """Return the município of a unit, None when it is not known."""
        citada = consultas.unidade(self.conexao, unidade_id) if unidade_id is not None else None
        return (citada.municipio or None) if citada is not None else None

    def lotacao(self, unidade_id: int | None) -> Marcado:
        """Return the piece that says where the cargo is: unit and órgão; empty when it is not known."""
        citada = consultas.unidade(self.conexao, unidade_id) if unidade_id is not None else None
        if citada is None:
            return VAZIO
        if not citada.orgao:
            return self.comum.paragrafo("lotacao", unidade=com_em(citada.nome))
        return self.comum.paragrafo("lotacao_orgao", unidade=com_em(citada.nome), orgao=com_de(citada.orgao))

    # ------------------------------------------------------------ acts before this one

    def citar(self, ato: papel.AtoPublicado) -> Marcado | None:
        """Return an act as another cites it, with its publication; None when nothing is known of it."""
        if ato.numero is None and ato.doe_data is None:
            return None
        publicado = self.data(ato.doe_data, "publicação no Diário Oficial do ato citado", "livro, ato citado")
        if not (ato.numero and ato.tipo):
            return self.comum.paragrafo("ato_publicado_em", data=publicado)
        quando = self.data(ato.data, f"data do {ato.tipo.lower()} nº {ato.numero}")
        citado = self.comum.paragrafo("ato_citado", tipo=ato.tipo, numero=ato.numero, data=quando)
        return self.comum.paragrafo("publicado_em", ato=citado, data=publicado) if publicado else citado

    def nomeacao(self) -> Marcado | None:
        """Return how the nomeação of the vínculo is cited."""
        return self.citar(fontes_.nomeacao(self.fontes)) if self.fontes is not None else None

    def autoridade(self) -> papel.Autoridade:
        """Return who signs: the authority chosen in the act, else the name the instrument gives."""
        id_ = self.conteudo.get("autoridade")
        linha = consultas_de_papeis.autoridade(self.conexao, id_) if id_ is not None else None
        if linha is None:
            instrumento = self.pedido.instrumento
            return papel.Autoridade(nome=(instrumento.autoridade or None) if instrumento is not None else None)
        return papel.Autoridade(
            nome=linha.nome,
            cargo=linha.cargo or None,
            matricula=linha.matricula or None,
            inciso=linha.inciso or None,
            delegacao=self.livre(linha.delegacao, "ato de delegação"),
        )


# ------------------------------------------------------------------ opening


def abrir_caso(ctx: Contexto, conexao: Conexao, pedido: PedidoAto, hoje: date, origem: str) -> Caso:
    """Return the case of a request.  ErroDominio for an act the program does not know or a person who is not there."""
    ato = definicao(pedido.tipo)
    conteudo = ler_conteudo(ato, pedido.conteudo, hoje)
    preparo = _preparo(ctx, conexao, pedido, conteudo, hoje)
    vinculo_id = vinculo_do_pedido(conexao, pedido, hoje)
    fontes = None if vinculo_id is None else fontes_.abrir_fontes(conexao, ctx.regimes, vinculo_id)
    orgao_id = _orgao_id(conexao, fontes, conteudo)
    return Caso(
        ctx=ctx,
        conexao=conexao,
        pedido=pedido,
        hoje=hoje,
        definicao=ato,
        conteudo=_completo(ato, conteudo, preparo),
        preparo=preparo,
        fontes=fontes,
        comum=modelos_documento.modelo(conexao, COMUM, orgao_id),
        orgao_id=orgao_id,
        origem=origem,
    )


def _preparo(ctx: Contexto, conexao: Conexao, pedido: PedidoAto, conteudo: Lido, hoje: date) -> Preparo | None:
    try:
        return preparar(ctx, Lote.abrir(conexao, ctx.regimes), pedido, conteudo.valor, hoje)
    except ErroDominio:
        # A draft may still lack the cargo or the person: it is drawn with blanks all the same.
        return None


def _orgao_id(conexao: Conexao, fontes: Fontes | None, conteudo: Lido) -> int:
    if fontes is not None:
        return fontes_.orgao_do_papel(fontes)
    unidade = conteudo.get("unidade")
    citada = consultas.unidade(conexao, unidade) if unidade is not None else None
    return citada.orgao_id if citada is not None else int(configuracao.ler(conexao, configuracao.ORGAO) or 0)


def _completo(ato: DefinicaoAto, conteudo: Lido, preparo: Preparo | None) -> Lido:
    """Return the content with what the registry itself answers: free post, former cargo, who is displaced."""
    if ato.completar is None or preparo is None or preparo.julgamento.vinculo is None:
        return conteudo
    return Lido(valor=ato.completar(preparo.contexto, conteudo.valor), faltam=conteudo.faltam)
