//! Asking provers in processes of their own, and stopping those that do not end.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::Failure;
use crate::asked::Asked;
use crate::prover::{Prover, Said};

/// How long a prover may take for one question.
const PATIENCE: Duration = Duration::from_secs(20);

/// What became of a question.
pub(crate) enum Outcome {
    Said(Said),
    /// It took too long.
    Hung,
    /// The process died, from want of memory or stack or from a mistake.
    Died,
}

/// What every prover makes of every question, in the order of both.
pub(crate) fn ask_all(questions: &[Asked]) -> Result<Vec<Vec<Outcome>>, Failure> {
    let provers = Prover::ALL.into_iter();
    provers.map(|prover| ask_one(prover, questions)).collect()
}

fn ask_one(prover: Prover, questions: &[Asked]) -> Result<Vec<Outcome>, Failure> {
    let mut worker = Worker::start(prover)?;
    let mut outcomes = Vec::with_capacity(questions.len());
    for question in questions {
        let outcome = worker.ask(question)?;
        if !matches!(outcome, Outcome::Said(_)) {
            worker = Worker::start(prover)?;
        }
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

struct Worker {
    child: Child,
    questions: ChildStdin,
    answers: Receiver<String>,
}

impl Worker {
    fn start(prover: Prover) -> Result<Self, Failure> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--prover", prover.name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let questions = child.stdin.take().ok_or("a worker takes questions")?;
        let output = child.stdout.take().ok_or("a worker gives answers")?;
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            for line in lines {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self {
            child,
            questions,
            answers,
        })
    }

    fn ask(&mut self, question: &Asked) -> Result<Outcome, Failure> {
        if writeln!(self.questions, "{}", question.to_line()).is_err() {
            return Ok(Outcome::Died);
        }
        Ok(match self.answers.recv_timeout(PATIENCE) {
            Ok(line) => Outcome::Said(Said::of_line(&line)?),
            Err(RecvTimeoutError::Timeout) => Outcome::Hung,
            Err(RecvTimeoutError::Disconnected) => Outcome::Died,
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A process that ended by itself cannot be stopped any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
