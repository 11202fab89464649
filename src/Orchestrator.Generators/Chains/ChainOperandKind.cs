namespace Orchestrator.Generators.Chains;

/// <summary>What an operand of <c>&gt;&gt;</c> is.</summary>
internal enum ChainOperandKind
{
    /// <summary>The method group of a method marked <c>[Step]</c>.</summary>
    Step,

    /// <summary>The method group of a method marked <c>[InputStep]</c>.</summary>
    InputStep,

    /// <summary>The method group of one method that is marked as neither.</summary>
    UnmarkedMethod,

    /// <summary>A method group that stands for several methods.</summary>
    OverloadedMethod,

    /// <summary>
    /// A step on an external resource: a call such as <c>Apply&lt;NrmPortResource&gt;()</c>. The symbol is the called method.
    /// </summary>
    Resource,

    /// <summary>
    /// A value of type <c>Step</c>: a call such as <c>SetStatus(...)</c>, a property, a creation. The symbol is the called or read member.
    /// </summary>
    StepValue,

    /// <summary>
    /// The part of a <c>CallbackStep(...)</c> that makes the address; the key is the one under which the address is given.
    /// </summary>
    OpenCallback,

    /// <summary>The part of a <c>CallbackStep(...)</c> that waits; the key is the one under which the result comes.</summary>
    AwaitCallback,

    /// <summary>The part of a <c>CallbackStep(...)</c> that forgets the address.</summary>
    CloseCallback,

    /// <summary>A step of a chain of another assembly, as that assembly publishes it.</summary>
    Published,

    /// <summary>A static property, field or parameterless method that returns a step list.</summary>
    Chain,

    /// <summary>Anything else, for example a step list that is computed.</summary>
    Unreadable,
}
