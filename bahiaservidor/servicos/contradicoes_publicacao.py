"""Completing where the Diário Oficial published the paper of an act: once for every act that the paper carries."""

from __future__ import annotations

from datetime import date

from ..estatuto import dispositivos as d
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..registro.auditoria import trilhar
from ..registro.consultas.contradicoes_publicacao import completar, papel_do_ato
from ..registro.livro import ler_entrada
from .contexto import Contexto
from .permissoes import Permissao, exige
from .protecao import protegida
from .tipos.contradicoes import Publicacao


@protegida
def publicacao_do_ato(ctx: Contexto, *, ato_id: int) -> Publicacao:
    """Return where the paper of an act was published, as far as is known; ErroDominio when it came without one."""
    with ctx.banco.leitura() as conexao:
        papel = papel_do_ato(conexao, ato_id)
    if papel is None:
        raise ErroDominio("O ato foi registrado sem o instrumento que o publicou. Nada foi alterado.")
    return Publicacao(edicao=papel.doe_edicao, data=papel.doe_data, pagina=papel.doe_pagina)


@exige(Permissao.CORRIGIR_ATO)
def completar_publicacao(ctx: Contexto, *, ato_id: int, edicao: str, data: date, pagina: str = "", hoje: date) -> None:
    """Write edition, day and page of the Diário Oficial of the paper of an act.

    ErroDominio, with nothing changed: no edition, a day to come, a day that is not the one the act says it was
    published on, an act without paper, data that were complete already.
    """
    numero = edicao.strip()
    if not numero:
        raise ErroDominio("Falta a edição do Diário Oficial. Nada foi gravado.")
    if data > hoje:
        raise ErroDominio(
            f"{formatar_data(data)} ainda não chegou. Nada foi gravado; confira a data do Diário Oficial."
        )
    with ctx.banco.escrita() as conexao:
        papel = papel_do_ato(conexao, ato_id)
        entrada = ler_entrada(conexao, ato_id)
        if papel is None or entrada is None:
            raise ErroDominio("O ato foi registrado sem o instrumento que o publicou. Nada foi gravado.")
        if papel.doe_edicao and papel.doe_data is not None:
            raise ErroDominio("A publicação deste instrumento já está completa. Nada foi gravado; atualize a lista.")
        publicado = entrada.conteudo.get("publicacao")
        if publicado is not None and str(publicado) != data.isoformat():
            dito = formatar_data(date.fromisoformat(str(publicado)))
            raise ErroDominio(
                f"O ato diz que foi publicado em {dito}, e os prazos contam desse dia ({d.ART_22}). "
                f"Nada foi gravado; se o dia certo é {formatar_data(data)}, corrija o ato.",
                dispositivo=d.ART_22,
            )
        completar(conexao, papel.id, edicao=numero, data=data, pagina=pagina.strip() or papel.doe_pagina)
        trilhar(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="completou_publicacao",
            objeto="instrumento", objeto_id=papel.id, detalhe="doe_edicao, doe_data, doe_pagina",
        )  # fmt: skip
