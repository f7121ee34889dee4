"""Erasing what an act keeps apart: the bytes are gone, the reason stays, the chain still verifies."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, auditoria, emendas, expurgos, minutas, pessoas, rascunhos, verificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.permissoes import PERMISSOES_DO_PAPEL, ErroDePermissao, Papel, Sessao
from bahiaservidor.servicos.tipos import EntradaLivro
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda

from .cenario import HOJE, Cenario, cenario

LAUDO, OUTRO = "LAUDO-88231", "LAUDO-99342"
MOTIVO, FUNDAMENTO = "Pedido do titular, deferido pela diretoria.", "LGPD, art. 18, VI"


def com_laudo(c: Cenario) -> tuple[int, int]:
    """Swear somebody in with a laudo, through a minuta, and correct it; return the person and the act."""
    nomeado = c.nomear()
    pedido = c.pedido("posse", servidor=nomeado.servidor_id, data="2026-02-10", laudo_numero=LAUDO)
    minuta = minutas.preparar(c.ctx, pedido=pedido, hoje=c.hoje)
    posse = minutas.confirmar(c.ctx, minuta_id=minuta.id, conteudo={}, hoje=c.hoje)
    conteudo = {**emendas.conteudo_atual(c.ctx, ato_id=posse.ato_id).conteudo, "laudo_numero": OUTRO}
    emendas.registrar_emenda(
        c.ctx, hoje=c.hoje,
        pedido=PedidoEmenda(forma=FormaEmenda.CORRECAO, ato_id=posse.ato_id, motivo="Número.", conteudo=conteudo),
    )  # fmt: skip
    return nomeado.servidor_id, posse.ato_id


def entrada(ctx: Contexto, servidor_id: int, ato_id: int) -> EntradaLivro:
    ficha = pessoas.ficha(ctx, servidor_id=servidor_id, hoje=HOJE)
    return next(e for e in ficha.historico if e.ato_id == ato_id)


def test_o_que_se_expurga_some_do_arquivo_e_o_livro_confere(tmp_path: Path) -> None:
    caminho = tmp_path / "registro.sqlite3"
    with cenario() as c:
        servidor, posse = com_laudo(c)
        campos = {"campos": {"laudo": f"ver {LAUDO}", "data": "2026-02-10"}}
        rascunhos.guardar(c.ctx, chave="DialogoAto/1", titulo="Posse", conteudo=campos)
        caminho.write_bytes(c.ctx.banco.serializar())
    ctx = abertura.abrir(caminho, relogio=RelogioFixo(HOJE, datetime(2026, 3, 2, 18, tzinfo=UTC)), usuario="jacira")
    selo = auditoria.selar(ctx, motivo="antes")
    assert selo is not None
    assert LAUDO in str(entrada(ctx, servidor, posse).campos)
    assert entrada(ctx, servidor, posse).com_sigilo
    dito = expurgos.previsto(ctx, ato_id=posse)
    assert "número do laudo" in dito.campos
    assert "cópias" in dito.frase

    feito = expurgos.expurgar(ctx, ato_id=posse, motivo=MOTIVO, fundamento=FUNDAMENTO)

    assert "cópias de segurança" in feito.mensagem
    assert "que os repetiam, com o campo esvaziado: 1." in feito.mensagem
    # While it is open, journal included: nothing of either number is anywhere.
    for arquivo in tmp_path.iterdir():
        dados = arquivo.read_bytes()
        assert LAUDO.encode() not in dados, arquivo.name
        assert OUTRO.encode() not in dados, arquivo.name
    depois = entrada(ctx, servidor, posse)
    assert not depois.com_sigilo
    assert LAUDO not in str(depois.campos)
    assert depois.expurgo == (
        "Dados sigilosos (número do laudo) expurgados em 02/03/2026 15:00 por jacira. Fundamento: LGPD, art. 18, VI. "
        "Motivo: Pedido do titular, deferido pela diretoria."
    )
    feita = auditoria.auditar(ctx, impressos=[f"{selo.numero}:{selo.em_grupos}"])
    assert feita.integra, feita.falhas
    assert feita.comparados == 1
    assert verificacao.verificar(ctx).integra
    with ctx.banco.leitura() as conexao:
        trilha = conexao.exec_driver_sql("SELECT objeto_id, usuario FROM trilha WHERE acao = 'expurga' ORDER BY id")
        assert trilha.all()[0] == (posse, "jacira")
    with pytest.raises(ErroDominio, match="não guarda dado sigiloso"):
        expurgos.expurgar(ctx, ato_id=posse, motivo=MOTIVO, fundamento=FUNDAMENTO)
    abertura.fechar(ctx)


@pytest.mark.parametrize(
    ("motivo", "fundamento", "frase"),
    [
        ("", FUNDAMENTO, "Escreva o motivo"),
        ("curto", FUNDAMENTO, "Escreva o motivo"),
        (MOTIVO, " ", "Escreva o fundamento"),
        (f"Apagar o laudo {LAUDO}", FUNDAMENTO, "repete o dado"),
        ("a" * 401, FUNDAMENTO, "Escreva o motivo"),
    ],
)
def test_sem_motivo_e_fundamento_nada_se_apaga(motivo: str, fundamento: str, frase: str) -> None:
    with cenario() as c:
        servidor, posse = com_laudo(c)
        with pytest.raises(ErroDominio, match=frase):
            expurgos.expurgar(c.ctx, ato_id=posse, motivo=motivo, fundamento=fundamento)
        assert entrada(c.ctx, servidor, posse).com_sigilo
        assert c.contar("expurgo") == 0


def test_so_expurga_quem_pode() -> None:
    with cenario() as c:
        _, posse = com_laudo(c)
        c.ctx.entrar(
            Sessao(usuario="ivo", usuario_id=1, papel=Papel.OPERADOR, permissoes=PERMISSOES_DO_PAPEL[Papel.OPERADOR])
        )
        with pytest.raises(ErroDePermissao, match="expurgar dados sigilosos"):
            expurgos.previsto(c.ctx, ato_id=posse)
        with pytest.raises(ErroDePermissao, match="expurgar dados sigilosos"):
            expurgos.expurgar(c.ctx, ato_id=posse, motivo=MOTIVO, fundamento=FUNDAMENTO)
        assert c.contar("expurgo") == 0
