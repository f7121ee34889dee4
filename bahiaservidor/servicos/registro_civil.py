"""Identity: a change of name or of birth date, with the decision it rests on and every deadline that it moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..estatuto.atos.emendas import REGISTRO_CIVIL, RegistroCivil
from ..estatuto.emendas import efetivos
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import normalizar
from ..estatuto.rejulgamento import deixam_de_caber
from ..registro import livro
from ..registro.conexao import Conexao
from ..registro.vidas import Leitura, ler_vida
from . import identidade
from .contexto import Contexto
from .emendas_julgamento import dobrar
from .emendas_previa import prazos_alterados, situacoes_alteradas
from .frases import enumerar
from .lote import Lote
from .permissoes import Permissao, exige
from .pessoas import dados_da_pessoa
from .protecao import protegida
from .tipos import DadosPessoa
from .tipos.emendas import CampoAlterado, EmendaRegistrada, PedidoRegistroCivil, PreviaIdentidade


@protegida
def previa_registro_civil(ctx: Contexto, *, pedido: PedidoRegistroCivil, hoje: date) -> PreviaIdentidade:
    """Return the data that would change, and every deadline, of every vínculo, that would change with them."""
    with ctx.banco.leitura() as conexao:
        dados = dados_da_pessoa(conexao, pedido.servidor_id)
        leitura = ler_vida(conexao, pedido.servidor_id)
    novos = _novos(dados, pedido)
    recusa = _recusa(dados, novos, leitura, pedido, hoje)
    if recusa:
        return PreviaIdentidade(frase="Alteração do registro civil.", recusa=recusa)
    depois = dobrar(leitura, leitura.atos, novos.nascimento)
    # A birth date given back its former years changes what was accepted, too: it is told, and never undone.
    achados = deixam_de_caber(
        dados.nascimento, leitura.atos, leitura.atos, ctx.regimes, nascimento_depois=novos.nascimento
    )
    quais = enumerar([f"{x.ato.definicao.rotulo} de {x.ato.data:%d/%m/%Y}" for x in achados])
    return PreviaIdentidade(
        frase=f"O registro de {dados.nome} passa a constar como decidido em {pedido.data:%d/%m/%Y} ({pedido.decisao}).",
        prazos=prazos_alterados(leitura.vida, depois, ctx.regimes, hoje),
        situacoes=situacoes_alteradas(leitura.vida, depois, ctx.regimes, hoje),
        campos=tuple(_campos(dados, novos)),
        avisos=(f"Com o nascimento novo deixa de caber: {quais}. Fica na caixa de contradições.",) if quais else (),
    )


@exige(Permissao.CADASTRAR)
def alterar_registro_civil(ctx: Contexto, *, pedido: PedidoRegistroCivil, hoje: date) -> EmendaRegistrada:
    """Enter a change of name or of birth date, and move what depends on it.

    The former name stays among the former names, and finds the person still.  ErroDominio without decision or
    fundamento, when nothing changes, or for a birth date that cannot be.
    """
    with ctx.banco.escrita() as conexao:
        dados = dados_da_pessoa(conexao, pedido.servidor_id)
        leitura = ler_vida(conexao, pedido.servidor_id)
        novos = _novos(dados, pedido)
        recusa = _recusa(dados, novos, leitura, pedido, hoje)
        if recusa:
            raise ErroDominio(f"{recusa} Nada foi alterado.")
        operacao = ctx.operacao(conexao, REGISTRO_CIVIL.rotulo)
        ato = _lancar(conexao, operacao, dados, novos, pedido)
        identidade.gravar_pessoa(conexao, operacao, pedido.servidor_id, novos)
        Lote.abrir(conexao, ctx.regimes).refazer((pedido.servidor_id,))
    return EmendaRegistrada(
        atos=(ato,),
        servidores=(pedido.servidor_id,),
        operacao_id=operacao.id,
        mensagem=f"Registro civil alterado: {enumerar([c.rotulo.lower() for c in _campos(dados, novos)])}.",
    )


def _novos(dados: DadosPessoa, pedido: PedidoRegistroCivil) -> DadosPessoa:
    nome = normalizar(pedido.nome or "") or dados.nome
    anteriores = dados.nomes_anteriores
    if nome != dados.nome:
        anteriores = tuple(n for n in dict.fromkeys((*anteriores, dados.nome)) if n != nome)
    return replace(dados, nome=nome, nomes_anteriores=anteriores, nascimento=pedido.nascimento or dados.nascimento)


def _recusa(dados: DadosPessoa, novos: DadosPessoa, leitura: Leitura, pedido: PedidoRegistroCivil, hoje: date) -> str:
    if (novos.nome, novos.nascimento) == (dados.nome, dados.nascimento):
        return "Nada muda: informe o nome ou o nascimento novo."
    if not pedido.decisao.strip() or not pedido.fundamento.strip():
        return "Faltam o processo ou assento e o fundamento da alteração."
    if pedido.data > hoje:
        return f"A decisão de {pedido.data:%d/%m/%Y} ainda não chegou."
    nascimento = novos.nascimento
    if nascimento is None or nascimento == dados.nascimento:
        return ""
    if nascimento > hoje:
        return f"A data de nascimento, {nascimento:%d/%m/%Y}, ainda não chegou."
    primeiro = min((a.data for a in efetivos(leitura.atos) if a.tipo != REGISTRO_CIVIL.tipo), default=None)
    if primeiro is not None and nascimento >= primeiro:
        return (
            f"O nascimento em {nascimento:%d/%m/%Y} não é anterior ao primeiro ato da pessoa, de {primeiro:%d/%m/%Y}."
        )
    return ""


def _campos(dados: DadosPessoa, novos: DadosPessoa) -> list[CampoAlterado]:
    campos = []
    if dados.nome != novos.nome:
        campos.append(CampoAlterado(campo="nome", rotulo="Nome", de=dados.nome, para=novos.nome))
    if dados.nascimento != novos.nascimento:
        de = f"{dados.nascimento:%d/%m/%Y}" if dados.nascimento is not None else "(em branco)"
        para = f"{novos.nascimento:%d/%m/%Y}"
        campos.append(CampoAlterado(campo="nascimento", rotulo="Nascimento", de=de, para=para))
    return campos


def _lancar(
    conexao: Conexao, operacao: livro.Operacao, dados: DadosPessoa, novos: DadosPessoa, pedido: PedidoRegistroCivil
) -> int:
    muda_nome, muda_nascimento = dados.nome != novos.nome, dados.nascimento != novos.nascimento
    conteudo = RegistroCivil(
        data=pedido.data,
        nome_anterior=dados.nome if muda_nome else "",
        nome=novos.nome if muda_nome else "",
        nascimento_anterior=dados.nascimento if muda_nascimento else None,
        nascimento=novos.nascimento if muda_nascimento else None,
        decisao=pedido.decisao.strip(),
        autoridade=pedido.autoridade.strip(),
        fundamento=pedido.fundamento.strip(),
    )
    escrito = livro.lancar(
        conexao, operacao, sujeito_tipo="servidor", sujeito_id=pedido.servidor_id, tipo=REGISTRO_CIVIL.tipo,
        versao=REGISTRO_CIVIL.versao, conteudo=conteudo, data_legal=pedido.data, servidor_id=pedido.servidor_id,
    )  # fmt: skip
    return escrito.id
