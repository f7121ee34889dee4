"""The command that reads the Diário Oficial: what each stretch proposes, without registering anything."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from ..estatuto import canonico
from ..relogio import RelogioDoSistema
from ..servicos.tipos.diario import ItemDiario, LeituraAberta, Publicacao, SituacaoItem
from . import saida
from .analisador import data_
from .registro import ErroDeEntrada, aberto

_FEITO, _COM_PENDENCIA = 0, 1
_ENTRADA: Final = "entrada padrão"


def declarar(comandos: Any) -> None:
    """Add the command of this module to the parser."""
    comando = comandos.add_parser(
        "diario",
        help="lê um texto do Diário Oficial e mostra os atos que propõe",
        description="Lê um texto ou PDF do Diário Oficial e mostra o ato que cada trecho propõe, a pessoa, o que falta "
        "e o que a lei diz. Nada é registrado: a confirmação se faz na janela, item por item. Situação de saída: 0 "
        "tudo pronto para confirmar; 1 algum item pede decisão; 2 o texto não pôde ser lido.",
    )
    comando.argumentos.add_argument(
        "arquivo", metavar="ARQUIVO", type=Path, help="o texto ou PDF, ou - (entrada padrão)"
    )
    comando.opcoes.add_argument("--edicao", metavar="NÚMERO", default="", help="a edição do Diário Oficial")
    comando.opcoes.add_argument("--publicacao", metavar="DATA", type=data_, default=None, help="o dia em que circulou")
    comando.opcoes.add_argument("--pagina", metavar="PÁGINA", default="", help="a página")
    comando.opcoes.add_argument(
        "--guardar", action="store_true", help="guarda a leitura no registro, para confirmar depois na janela"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve as propostas em JSON")
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.set_defaults(executar=ler)


def ler(opcoes: argparse.Namespace) -> int:
    """Print what a text proposes: 0 when all of it may be confirmed, 1 when something asks for a decision."""
    from ..estatuto.erros import ErroDominio
    from ..servicos import diario

    dados = saida.ler_arquivo(opcoes.arquivo)
    nome = _ENTRADA if str(opcoes.arquivo) == "-" else opcoes.arquivo.name
    try:
        lido = diario.texto_dos_bytes(dados, nome)
    except ErroDominio as erro:
        raise ErroDeEntrada(erro.mensagem) from erro
    publicacao = Publicacao(edicao=opcoes.edicao, data=opcoes.publicacao, pagina=opcoes.pagina)
    hoje = opcoes.em or RelogioDoSistema().hoje()
    with aberto(opcoes) as ctx:
        fazer = diario.ler if opcoes.guardar else diario.examinar
        aberta = fazer(ctx, texto=lido.texto, origem=nome, hoje=hoje, publicacao=publicacao)
    if opcoes.json:
        saida.escrever_json(em_json(aberta))
    else:
        _escrever(aberta, guardada=opcoes.guardar)
    pronta = all(item.situacao is SituacaoItem.PRONTO for item in aberta.itens)
    return _FEITO if pronta else _COM_PENDENCIA


def _escrever(aberta: LeituraAberta, *, guardada: bool) -> None:
    if aberta.itens:
        linhas = [(str(i.ordem), i.situacao.rotulo, i.rotulo, i.nome, i.certeza, i.pendencia) for i in aberta.itens]
        saida.escrever(saida.tabela(("Nº", "Situação", "Ato", "Pessoa", "Leitura", "O que olhar"), linhas))
    for fora in aberta.ignorados:
        trecho = " ".join(aberta.texto[fora.inicio : fora.fim].split())
        saida.escrever(f"Fora: {fora.motivo}: {trecho[:80]}{'…' if len(trecho) > 80 else ''}")
    for aviso in aberta.avisos:
        saida.escrever(aviso)
    if aberta.ja_lida_em is not None:
        saida.escrever("Este texto já tinha sido lido e guardado.")
    prontos = len(aberta.prontos)
    quantos = "1 item" if len(aberta.itens) == 1 else f"{len(aberta.itens)} itens"
    guarda = f"Leitura {aberta.leitura.id} guardada; confirme-a" if guardada else "Nada foi guardado; confirme os atos"
    saida.escrever(f"{quantos}, {prontos} {'pronto' if prontos == 1 else 'prontos'}. {guarda} na janela.")


def em_json(aberta: LeituraAberta) -> dict[str, Any]:
    """Return a reading as the JSON of the command."""
    return {
        "leitura": aberta.leitura.id or None,
        "titulo": aberta.leitura.titulo,
        "publicacao": canonico.simples(aberta.leitura.publicacao),
        "papeis": [
            {"papel": p.indice, "inicio": p.inicio, "fim": p.fim, "instrumento": _sem_texto(p.instrumento)}
            for p in aberta.papeis
        ],
        "itens": [_item(item) for item in aberta.itens],
        "ignorados": [{"inicio": i.inicio, "fim": i.fim, "motivo": i.motivo} for i in aberta.ignorados],
        "avisos": list(aberta.avisos),
    }


def _sem_texto(papel: Any) -> dict[str, Any]:
    return {nome: valor for nome, valor in canonico.simples(papel).items() if nome != "texto"}


def _item(item: ItemDiario) -> dict[str, Any]:
    return {
        "ordem": item.ordem,
        "papel": item.papel,
        "inicio": item.inicio,
        "fim": item.fim,
        "texto": item.texto,
        "tipo": item.tipo,
        "ato": item.rotulo,
        "nome": item.nome,
        "matricula": item.matricula,
        "situacao": item.situacao.value,
        "confianca": round(item.confianca, 3),
        "faltas": list(item.faltas),
        "duvidas": list(item.duvidas),
        "recusa": item.recusa,
        "dispositivo": item.dispositivo,
        "servidor": item.servidor_id,
        "vinculo": item.vinculo_id,
        "pessoas": [p.servidor_id for p in item.pessoas],
        "depende": list(item.depende),
        "conteudo": canonico.simples(item.pedido.conteudo) if item.pedido is not None else None,
        "campos": [
            {"nome": c.nome, "valor": c.valor, "inicio": c.inicio, "fim": c.fim, "confianca": round(c.confianca, 3)}
            for c in item.campos
        ],
    }
