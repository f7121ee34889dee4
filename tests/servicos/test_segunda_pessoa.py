"""Acts of high value: the second person, by every way they enter, kept with the act or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.registro.auditoria import conferir_corrente
from bahiaservidor.servicos import (
    diario,
    emendas,
    lancamento,
    minutas,
    papeis_ficha,
    pessoas,
    provimento,
    segunda_pessoa,
    unificacao,
)
from bahiaservidor.servicos.lote import Lote
from bahiaservidor.servicos.permissoes import ErroDePermissao, Papel, Permissao, Sessao, trabalho_do_programa
from bahiaservidor.servicos.segunda_pessoa import FaltaSegundaPessoa, confirmada_por
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from tests.documentos.amostras import ler as ler_pdf

from .apoio_diario import Texto, lendo
from .apoio_importacao import conferir, cpf, importar
from .apoio_permissoes import com_usuario, como, sessao
from .cenario import Cenario, cenario, integra
from .test_diario import comissionado, exoneracao, ler

QUEM = sessao(Papel.HOMOLOGADOR)
OUTRA = Sessao(usuario="rita.lima", usuario_id=8, papel=Papel.HOMOLOGADOR, permissoes=QUEM.permissoes)


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


@pytest.fixture
def senhas(monkeypatch: pytest.MonkeyPatch) -> dict[str, Sessao]:
    """Who enters with which login; the password is the login itself."""
    conhecidos = {"rita.lima": OUTRA, "homologador.silva": QUEM}

    def autenticar(ctx: Any, *, login: str, senha: str, codigo: str) -> Sessao:
        if senha != login or login not in conhecidos:
            raise ErroDominio("Usuário ou senha não conferem.")
        return conhecidos[login]

    monkeypatch.setattr(segunda_pessoa, "_autenticar", autenticar)
    return conhecidos


def ligar(c: Cenario, *especies: str) -> None:
    segunda_pessoa.escolher(c.ctx, especies=especies)


def sem_efeito(c: Cenario, indice: int = 0) -> Any:
    nomeado = c.nomear(indice)
    return c.pedido(
        "tornar_sem_efeito",
        servidor=nomeado.servidor_id,
        publicacao="2026-03-02",
        fundamento="outro",
        texto="Desistência escrita",
    )


def ensaiar(c: Cenario, pedido: Any) -> None:
    with c.ctx.banco.escrita() as conexao:
        lote = Lote.abrir(conexao, c.ctx.regimes)
        lancamento.registrar_em(c.ctx, lote, c.ctx.operacao(conexao, "Ensaio"), pedido, c.hoje)
        raise LookupError("nothing stays")


def test_por_uma_so_pessoa_nada_muda_ate_que_se_ligue(c: Cenario) -> None:
    assert not any(e.ligada for e in segunda_pessoa.especies(c.ctx))
    provimento.registrar(c.ctx, pedido=sem_efeito(c), hoje=c.hoje)
    assert c.contar("confirmacao") == 0


def test_ligada_o_ato_nao_entra_sem_a_segunda_pessoa_e_entra_com_ela(c: Cenario) -> None:
    ligar(c, "tornar_sem_efeito")
    pedido = sem_efeito(c)
    antes = c.contar("ato"), c.contar("operacao")
    with pytest.raises(FaltaSegundaPessoa) as falta:
        provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje)
    assert falta.value.atos == ("Tornar sem efeito, Candidato 1",)
    assert not falta.value.com_senha
    assert (c.contar("ato"), c.contar("operacao")) == antes
    with confirmada_por(c.ctx, segunda_pessoa.pelo_nome(c.ctx, "Rita Lima")):
        feito = provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje)
    ficha = pessoas.ficha(c.ctx, servidor_id=feito.servidor_id, hoje=c.hoje)
    assert [e.confirmada_por for e in ficha.historico if e.ato_id == feito.ato_id] == ["Rita Lima"]
    assert "sem senha" in c.valor("SELECT motivo FROM confirmacao")
    assert c.valor("SELECT usuario FROM trilha WHERE acao = 'confirma'") == "Rita Lima"
    with c.ctx.banco.leitura() as conexao:
        assert list(conferir_corrente(conexao)) == []
    integra(c)


def test_o_nome_de_quem_registra_ou_nenhum_nao_serve(c: Cenario) -> None:
    for nome in ("", "   ", "TESTE"):
        with pytest.raises(ErroDominio, match="outra pessoa"):
            segunda_pessoa.pelo_nome(c.ctx, nome)


def test_com_senha_quem_confirma_entra_e_e_outra_pessoa_que_pode_homologar(
    c: Cenario, senhas: dict[str, Sessao]
) -> None:
    ligar(c, "tornar_sem_efeito")
    pedido = sem_efeito(c)
    senhas["op"] = Sessao(usuario="op", usuario_id=9, papel=Papel.OPERADOR, permissoes=sessao().permissoes)
    with como(c.ctx, QUEM):
        with pytest.raises(FaltaSegundaPessoa) as falta:
            provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje)
        assert falta.value.com_senha
        with pytest.raises(ErroDominio, match="próprio usuário"):
            segunda_pessoa.pelo_nome(c.ctx, "Rita Lima")
        with pytest.raises(ErroDominio, match="não conferem"):
            segunda_pessoa.identificar(c.ctx, login="rita.lima", senha="errada")
        with pytest.raises(ErroDominio, match="outra pessoa"):
            segunda_pessoa.identificar(c.ctx, login="homologador.silva", senha="homologador.silva")
        with pytest.raises(ErroDominio, match="não tem permissão para homologar"):
            segunda_pessoa.identificar(c.ctx, login="op", senha="op")
        quem = segunda_pessoa.identificar(c.ctx, login="rita.lima", senha="rita.lima")
        with confirmada_por(c.ctx, quem):
            provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje)
    assert c.valor("SELECT usuario || ':' || motivo FROM confirmacao") == "rita.lima:Tornar sem efeito"
    assert c.valor("SELECT usuario FROM operacao ORDER BY id DESC") == "homologador.silva"


def test_um_nome_escrito_nao_confirma_por_quem_entrou_com_senha(c: Cenario) -> None:
    ligar(c, "tornar_sem_efeito")
    escrito = segunda_pessoa.pelo_nome(c.ctx, "Rita Lima")
    pedido = sem_efeito(c)
    with como(c.ctx, QUEM), confirmada_por(c.ctx, escrito), pytest.raises(FaltaSegundaPessoa):
        provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje)


def test_a_minuta_confirmada_tambem_pede(c: Cenario) -> None:
    ligar(c, "tornar_sem_efeito")
    minuta = minutas.preparar(c.ctx, pedido=sem_efeito(c), hoje=c.hoje)
    with pytest.raises(FaltaSegundaPessoa):
        minutas.confirmar(c.ctx, minuta_id=minuta.id, conteudo=None, hoje=c.hoje)
    assert minutas.obter(c.ctx, minuta_id=minuta.id).estado == minuta.estado
    with confirmada_por(c.ctx, segunda_pessoa.pelo_nome(c.ctx, "Rita Lima")):
        minutas.confirmar(c.ctx, minuta_id=minuta.id, conteudo=None, hoje=c.hoje)
    assert minutas.obter(c.ctx, minuta_id=minuta.id).estado == "confirmada"


def test_no_lote_uma_confirmacao_diz_todos_os_atos(c: Cenario) -> None:
    ligar(c, "tornar_sem_efeito")
    pedidos = [sem_efeito(c, n) for n in range(3)]
    with pytest.raises(FaltaSegundaPessoa, match="e mais 2") as falta:
        provimento.registrar_lote(c.ctx, pedidos=pedidos, hoje=c.hoje)
    assert len(falta.value.atos) == 3
    with confirmada_por(c.ctx, segunda_pessoa.pelo_nome(c.ctx, "Rita Lima")):
        provimento.registrar_lote(c.ctx, pedidos=pedidos, hoje=c.hoje)
    assert c.contar("confirmacao") == 1


def test_a_unificacao_pede_e_o_ensaio_que_se_desfaz_nao(c: Cenario) -> None:
    ligar(c, segunda_pessoa.UNIFICACAO, "tornar_sem_efeito")
    um, outro = c.nomear(0), c.nomear(1)
    with pytest.raises(FaltaSegundaPessoa, match="Unificação de cadastros"):
        unificacao.fundir(c.ctx, manter=um.servidor_id, duplicado=outro.servidor_id, motivo="x", hoje=c.hoje)
    pedido = sem_efeito(c, 2)
    with pytest.raises(LookupError):
        ensaiar(c, pedido)
    assert c.valor("SELECT count(*) FROM ato WHERE tipo = 'tornar_sem_efeito'") == 0
    provimento.registrar(c.ctx, pedido=c.pedido("posse", servidor=um.servidor_id, data="2026-02-10"), hoje=c.hoje)


def test_o_trabalho_do_programa_nao_pede(c: Cenario) -> None:
    ligar(c, "tornar_sem_efeito")
    pedido = sem_efeito(c)
    with trabalho_do_programa(c.ctx):
        provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje)
    assert c.contar("confirmacao") == 0


def test_onde_ha_usuarios_o_padrao_e_ligada_e_so_quem_configura_muda(c: Cenario) -> None:
    com_usuario(c.ctx)
    assert {e.chave for e in segunda_pessoa.especies(c.ctx) if e.ligada} == set(segunda_pessoa.PADRAO)
    with como(c.ctx, QUEM), pytest.raises(ErroDePermissao) as recusa:
        segunda_pessoa.escolher(c.ctx, especies=())
    assert recusa.value.permissao is Permissao.CONFIGURAR
    ligar(c)
    assert not any(e.ligada for e in segunda_pessoa.especies(c.ctx))
    with pytest.raises(ErroDominio, match="Não há ato"):
        ligar(c, "inventado")


def test_a_planilha_importada_pede_e_a_conferencia_nao(c: Cenario, tmp_path: Path) -> None:
    ligar(c, "tornar_sem_efeito")
    cabecalho = (
        "Ato", "Data do ato", "CPF", "Nome", "Nascimento", "Cargo", "Ressalva", "Número da ressalva",
        "Data da ressalva",
    )  # fmt: skip
    linhas = [
        ("Nomeação", "05/01/2026", cpf(1), "Ana Souza", "01/01/1990", "Analista Técnico", "Ato consumado", "1",
         "02/01/2026"),
        ("Tornar sem efeito", "27/02/2026", cpf(1), "", "", "", "", "", ""),
    ]  # fmt: skip
    conferida = conferir(c, tmp_path, "atos", cabecalho, linhas)
    assert [linha.resultado for linha in conferida.linhas] == ["entra", "entra"]
    with pytest.raises(FaltaSegundaPessoa, match="Tornar sem efeito, Ana Souza"):
        importar(c, tmp_path, "atos", cabecalho, linhas)
    assert (c.contar("ato WHERE tipo <> 'cadastro'"), c.contar("importacao")) == (0, 0)
    with confirmada_por(c.ctx, segunda_pessoa.pelo_nome(c.ctx, "Rita Lima")):
        importar(c, tmp_path, "atos", cabecalho, linhas)
    assert c.contar("confirmacao") == 1
    integra(c)


def test_o_diario_confirmado_pede(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    # The kinds that may ask are few; here the exoneração of the reading is one of them.
    monkeypatch.setattr(segunda_pessoa, "MARCADOS", frozenset({"exoneracao_a_pedido"}))
    monkeypatch.setattr(segunda_pessoa, "OPCIONAIS", ("exoneracao_a_pedido",))
    ligar(c, "exoneracao_a_pedido")
    comissionado(c, "Iara do Bonfim", "92000868")
    texto = Texto()
    texto.item(exoneracao("92000868", "IARA DO BONFIM"))
    lida = ler(c, monkeypatch, texto)
    itens = [i.id for i in lida.itens]
    with lendo(monkeypatch, texto):
        with pytest.raises(FaltaSegundaPessoa, match="Exoneração a pedido, Iara do Bonfim"):
            diario.confirmar(c.ctx, itens=itens, hoje=c.hoje)
        assert c.contar("leitura_item WHERE estado = 'confirmado'") == 0
        with confirmada_por(c.ctx, segunda_pessoa.pelo_nome(c.ctx, "Rita Lima")):
            diario.confirmar(c.ctx, itens=itens, hoje=c.hoje)
    assert c.contar("leitura_item WHERE estado = 'confirmado'") == 1
    assert c.contar("confirmacao") == 1


def test_a_anulacao_pede_e_pede_mais_do_que_corrigir(c: Cenario) -> None:
    ligar(c, segunda_pessoa.ANULACAO)
    pedido = PedidoEmenda(
        forma=FormaEmenda.ANULACAO, ato_id=c.nomear().ato_id, motivo="Vício de forma.", publicacao=date(2026, 2, 27)
    )
    antes = c.contar("ato")
    with como(c.ctx, sessao()), pytest.raises(ErroDePermissao) as recusa:
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
    assert recusa.value.permissao is Permissao.REGISTRAR_ATO_GRAVE
    with pytest.raises(FaltaSegundaPessoa, match="Anulação"):
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
    assert c.contar("ato") == antes
    with confirmada_por(c.ctx, segunda_pessoa.pelo_nome(c.ctx, "Rita Lima")):
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
    assert c.contar("confirmacao") == 1
    integra(c)


def test_a_segunda_pessoa_sai_na_ficha_funcional(c: Cenario) -> None:
    ligar(c, "tornar_sem_efeito")
    pedido = sem_efeito(c)
    with confirmada_por(c.ctx, segunda_pessoa.pelo_nome(c.ctx, "Rita Lima")):
        feito = provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje)
    papel = papeis_ficha.ficha_funcional(c.ctx, servidor_id=feito.servidor_id, hoje=c.hoje)
    assert "confirmado por segunda pessoa, Rita Lima" in " ".join(" ".join(ler_pdf(papel.pdf)).split())
