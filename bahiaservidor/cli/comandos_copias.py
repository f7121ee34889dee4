"""Backups on the command line: copiar, copias, provar-copia, restaurar, atualizar."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arquivos import em_megas
from ..estatuto.erros import ErroDominio
from ..relogio import RelogioDoSistema, fuso_da_bahia
from . import saida, segredos
from .registro import ErroDeEntrada, aberto, caminho_do_banco

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.copias_manifesto import Guardada
    from ..servicos.copias_restauro import Exame, Restaurado

_FEITO, _RECUSADO = 0, 1
_FRASE = "--frase-de-arquivo"


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    comando = comandos.add_parser(
        "copiar",
        help="faz uma cópia de segurança do registro e a prova",
        description=(
            "Copia o registro, como está num só momento, para os destinos escolhidos em Administração, Cópias de\n"
            "segurança (a pasta copias, ao lado dele, se nada foi escolhido).  A cópia só fica depois de provada:\n"
            "aberta, conferida, contada e restaurada num registro provisório."
        ),
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi feito")
    comando.set_defaults(executar=copiar)
    comando = comandos.add_parser("copias", help="lista as cópias de segurança do registro, a mais nova primeiro")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON")
    comando.set_defaults(executar=listar)
    comando = comandos.add_parser(
        "provar-copia",
        help="prova de novo uma cópia de segurança",
        description="Prova de novo uma cópia, em cada destino em que está.  Situação 1 quando não passa em algum.",
    )
    _da_copia(comando)
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON")
    comando.set_defaults(executar=provar)
    comando = comandos.add_parser(
        "restaurar",
        help="mostra o que se perderia voltando a uma cópia e, com --sim, volta a ela",
        description=(
            "Sem --sim só mostra o que há na cópia e o que se perderia.  Com --sim troca o registro pelo da cópia, de\n"
            "uma vez, e deixa o substituído ao lado dele.  Serve também quando o registro falta ou está danificado."
        ),
    )
    _da_copia(comando)
    comando.opcoes.add_argument("--sim", action="store_true", help="restaura de fato")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON")
    comando.set_defaults(executar=restaurar)
    comando = comandos.add_parser(
        "atualizar",
        help="traz um registro de versão anterior a esta versão",
        description=(
            "Copia o registro e o traz à versão deste programa, como qualquer outro comando faz ao abri-lo.  Só é\n"
            "preciso quando a cópia não pode ser feita e se decide atualizar sem ela."
        ),
    )
    comando.opcoes.add_argument("--sem-copia", action="store_true", help="atualiza mesmo sem poder copiar antes")
    comando.set_defaults(executar=atualizar)


def _da_copia(comando: Any) -> None:
    comando.argumentos.add_argument(
        "copia", metavar="CÓPIA", help="o nome que o comando copias mostra, “ultima”, ou o arquivo de uma cópia"
    )
    comando.opcoes.add_argument(
        _FRASE, metavar="ARQUIVO", type=Path, default=None,
        help="lê a frase da cópia cifrada da primeira linha desse arquivo (-: da entrada padrão)",
    )  # fmt: skip


def copiar(opcoes: argparse.Namespace) -> int:
    """Make a copy and say where it is."""
    from ..servicos import copias

    with aberto(opcoes) as ctx:
        feita = copias.copiar(ctx, progresso=saida.Progresso("Cópia (%)"))
    for aviso in feita.avisos:
        saida.avisar(aviso)
    manifesto = feita.manifesto
    if opcoes.json:
        saida.escrever_json(
            {
                "arquivo": manifesto.arquivo, "pastas": [str(p) for p in feita.pastas], "bytes": manifesto.tamanho,
                "sha256": manifesto.sha256, "cifrada": manifesto.cifrada, "selo": manifesto.retrato.selo,
                "hash_do_selo": manifesto.retrato.hash_selo, "apagadas": feita.apagadas, "avisos": list(feita.avisos),
            }
        )  # fmt: skip
        return _FEITO
    for pasta in feita.pastas:
        saida.escrever(f"Cópia provada em {pasta / manifesto.arquivo} ({em_megas(manifesto.tamanho)}).")
    retrato = manifesto.retrato
    saida.escrever(f"Selo {retrato.selo}: {retrato.hash_selo}")
    return _FEITO


def listar(opcoes: argparse.Namespace) -> int:
    """List the copies that can be reached."""
    from ..servicos import copias
    from ..servicos.copias_manifesto import PALAVRAS

    with aberto(opcoes) as ctx:
        todas = copias.listar(ctx)
    if opcoes.json:
        saida.escrever_json(
            [
                {
                    "arquivo": g.manifesto.arquivo, "pastas": [str(p) for p in g.pastas],
                    "instante": g.manifesto.instante.isoformat(), "motivo": str(g.manifesto.motivo),
                    "bytes": g.manifesto.tamanho, "sha256": g.manifesto.sha256, "cifrada": g.manifesto.cifrada,
                    "provada_em": g.manifesto.provada_em.isoformat() if g.manifesto.provada_em else None,
                    "falha": g.manifesto.falha, "contagens": dict(g.manifesto.retrato.contagens),
                }
                for g in todas
            ]
        )  # fmt: skip
        return _FEITO
    if not todas:
        saida.escrever("Nenhuma cópia de segurança deste registro; faça uma com o comando copiar.")
        return _FEITO
    fuso = fuso_da_bahia()
    linhas = [
        (
            f"{g.manifesto.instante.astimezone(fuso):%d/%m/%Y %H:%M}", PALAVRAS[g.manifesto.motivo],
            em_megas(g.manifesto.tamanho), "provada" if g.manifesto.provada else "REPROVADA", str(len(g.pastas)),
        )
        for g in todas
    ]  # fmt: skip
    saida.escrever(saida.tabela(("Quando", "Por quê", "Tamanho", "Prova", "Lugares"), linhas))
    for g in todas:
        saida.escrever(f"{g.manifesto.arquivo}")
    return _FEITO


def provar(opcoes: argparse.Namespace) -> int:
    """Prove a copy again; 1 when it fails somewhere."""
    from ..servicos import copias

    with aberto(opcoes) as ctx:
        guardada = _escolhida(ctx, opcoes.copia)
        prova = copias.provar(ctx, guardada=guardada, frase=_frase(opcoes, guardada, "Nada foi provado"))
    if opcoes.json:
        saida.escrever_json(
            {"arquivo": guardada.manifesto.arquivo, "pastas": {str(p): falha for p, falha in prova.por_pasta}}
        )
    else:
        for pasta, falha in prova.por_pasta:
            saida.escrever(f"{pasta}: {'provada' if not falha else f'NÃO PASSOU: {falha}'}")
    return _FEITO if prova.passou else _RECUSADO


def restaurar(opcoes: argparse.Namespace) -> int:
    """Show what would be lost and, when told to, exchange the registry for the copy."""
    from ..servicos import copias_restauro

    registro = caminho_do_banco(opcoes).absolute()
    with ExitStack() as pilha:
        try:
            ctx = pilha.enter_context(aberto(opcoes))
        except ErroDeEntrada as erro:
            # It cannot be opened: that is what copies are for, when the copy is named by its file.
            if not Path(opcoes.copia).is_file():
                raise
            guardada = copias_restauro.de_arquivo(Path(opcoes.copia))
            frase = _frase(opcoes, guardada, "Nada foi restaurado")
            exame = copias_restauro.examinar_sem_registro(guardada=guardada, porque=erro.mensagem)
            feito = _no_lugar(registro, guardada, frase) if opcoes.sim else None
        else:
            guardada = _escolhida(ctx, opcoes.copia)
            frase = _frase(opcoes, guardada, "Nada foi restaurado")
            exame = copias_restauro.examinar(ctx, guardada=guardada, frase=frase)
            feito = copias_restauro.restaurar(ctx, guardada=guardada, frase=frase) if opcoes.sim else None
            opcoes.trocado = feito is not None
    _dizer(opcoes, exame, feito)
    return _FEITO


def _no_lugar(registro: Path, guardada: Guardada, frase: str) -> Restaurado:
    from ..montagem import nome_do_usuario
    from ..servicos import copias_restauro

    return copias_restauro.restaurar_no_lugar(
        registro=registro, guardada=guardada, relogio=RelogioDoSistema(), usuario=nome_do_usuario(), frase=frase
    )


def _dizer(opcoes: argparse.Namespace, exame: Exame, feito: Restaurado | None) -> None:
    if opcoes.json:
        saida.escrever_json(
            {
                "copia": exame.guardada.manifesto.arquivo,
                "contagens": [asdict(c) for c in exame.contadas],
                "atos_perdidos": exame.atos,
                "documentos_perdidos": exame.papeis,
                "de_outro_registro": exame.de_outro,
                "restaurado": None if feito is None else str(feito.registro),
                "substituido": None if feito is None or feito.guardado is None else str(feito.guardado),
            }
        )
        return
    linhas = [(c.rotulo, str(c.na_copia), "?" if c.agora is None else str(c.agora)) for c in exame.contadas]
    saida.escrever(saida.tabela(("", "Na cópia", "No registro"), linhas))
    if exame.ilegivel:
        saida.escrever(f"O registro de agora não pôde ser lido: {exame.ilegivel}")
    else:
        saida.escrever(f"Voltar a ela {'perdeu' if feito else 'perderia'}: {exame.atos} entradas do livro e "
                       f"{exame.papeis} documentos emitidos.")  # fmt: skip
        for ato in exame.atos_perdidos:
            quem = f"{ato.pessoa} {ato.matricula}".strip()
            saida.escrever(f"  ato {ato.numero}: {ato.especie}{f', {quem}' if quem else ''} (por {ato.autor})")
        for papel in exame.papeis_perdidos:
            saida.escrever(f"  {papel.titulo} (por {papel.autor})")
    if feito is None:
        saida.escrever("Nada foi alterado. Para restaurar, repita com --sim.")
    else:
        onde = f" O substituído ficou em {feito.guardado}." if feito.guardado else ""
        saida.escrever(f"Registro restaurado em {feito.registro}.{onde}")


def atualizar(opcoes: argparse.Namespace) -> int:
    """Bring the registry to this version."""
    from ..montagem import nome_do_usuario
    from ..servicos import abertura

    registro = caminho_do_banco(opcoes)
    try:
        abertura.atualizar(registro, relogio=RelogioDoSistema(), usuario=nome_do_usuario(), sem_copia=opcoes.sem_copia)
    except ErroDominio as erro:
        raise ErroDeEntrada(erro.mensagem) from erro
    saida.escrever(f"O registro {registro} está na versão deste programa.")
    return _FEITO


def _escolhida(ctx: Contexto, chave: str) -> Guardada:
    """Return the copy that a name of the list, “ultima”, or a file says.  Raises ErroDeEntrada."""
    from ..servicos import copias, copias_restauro

    todas = copias.listar(ctx)
    if chave == "ultima":
        achada = next((g for g in todas if g.manifesto.provada), None)
    else:
        achada = next((g for g in todas if g.manifesto.arquivo == chave), None)
    if achada is None and Path(chave).is_file():
        return copias_restauro.de_arquivo(Path(chave))
    if achada is None:
        raise ErroDeEntrada(f"Não há cópia “{chave}”. Nada foi feito; veja os nomes com o comando copias.")
    return achada


def _frase(opcoes: argparse.Namespace, guardada: Guardada, nada: str) -> str:
    if not guardada.manifesto.cifrada:
        return ""
    return segredos.pedir("Frase das cópias: ", arquivo=opcoes.frase_de_arquivo, opcao=_FRASE, nada=nada)
